import { equalJson } from '../language/equal';
import { IntrinsicError } from './errors';
import type { IntrinsicFunction } from './signature';
import { uniqueJson } from './unique';

const MAX_RANGE = 1_000;

type Items = readonly unknown[];

export const ARRAY_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  Array: {
    parameters: [{ name: 'value', kind: 'any' }],
    optional: 1,
    rest: true,
    call: (args) => [...args],
  },
  ArrayPartition: {
    parameters: [
      { name: 'array', kind: 'array' },
      { name: 'size', kind: 'whole' },
    ],
    call: ([array, size]) => partition(array as Items, size as number),
  },
  ArrayContains: {
    parameters: [
      { name: 'array', kind: 'array' },
      { name: 'value', kind: 'any' },
    ],
    call: ([array, value]) => (array as Items).some((item) => equalJson(item, value)),
  },
  ArrayRange: {
    parameters: [
      { name: 'first', kind: 'whole' },
      { name: 'last', kind: 'whole' },
      { name: 'step', kind: 'whole' },
    ],
    call: ([first, last, step]) => range(first as number, last as number, step as number),
  },
  ArrayGetItem: {
    parameters: [
      { name: 'array', kind: 'array' },
      { name: 'index', kind: 'index' },
    ],
    call: ([array, index]) => getItem(array as Items, index as number),
  },
  ArrayLength: { parameters: [{ name: 'array', kind: 'array' }], call: ([array]) => (array as Items).length },
  ArrayUnique: {
    parameters: [{ name: 'array', kind: 'array' }],
    call: ([array]) => uniqueJson(array as Items),
  },
};

function partition(array: Items, size: number): Items[] {
  if (size < 1)
    throw new IntrinsicError(`States.ArrayPartition wants a size of at least 1, not ${String(size)}`);
  const chunks: Items[] = [];
  for (let start = 0; start < array.length; start += size) chunks.push(array.slice(start, start + size));
  return chunks;
}

function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new IntrinsicError('States.ArrayRange wants a step other than 0');
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > MAX_RANGE) {
    throw new IntrinsicError(
      `States.ArrayRange makes at most ${String(MAX_RANGE)} items, not ${String(count)}`,
    );
  }
  return Array.from({ length: count }, (_, at) => first + at * step);
}

function getItem(array: Items, index: number): unknown {
  if (index < 0 || index >= array.length) {
    throw new IntrinsicError(
      `States.ArrayGetItem: there is no item ${String(index)} in an array of ${String(array.length)}`,
    );
  }
  return array[index];
}
