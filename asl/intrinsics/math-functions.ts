import { IntrinsicError } from './errors';
import { seededRandom } from '../seeded-random';
import type { IntrinsicFunction } from './signature';

export const MATH_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  MathRandom: {
    parameters: [
      { name: 'start', kind: 'whole' },
      { name: 'end', kind: 'whole' },
      { name: 'seed', kind: 'whole' },
    ],
    optional: 1,
    call: ([start, end, seed], scope) => {
      const first = start as number;
      const span = (end as number) - first;
      if (span < 1) throw new IntrinsicError('States.MathRandom wants an end greater than its start');
      return (
        first + numberBelow(span, seed === undefined ? () => scope.random() : seededRandom(seed as number))
      );
    },
  },
  MathAdd: {
    parameters: [
      { name: 'first', kind: 'whole' },
      { name: 'second', kind: 'whole' },
    ],
    call: ([first, second]) => (first as number) + (second as number),
  },
  UUID: { parameters: [], call: (_args, scope) => scope.uuid() },
};

/** A whole number from 0; a span may be larger than what one random number tells apart. */
function numberBelow(span: number, random: () => number): number {
  return Math.floor((random() + random() / 2 ** 32) * span) % span;
}
