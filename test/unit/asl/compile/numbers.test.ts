import { compileNumber } from '../../../../asl/compile/numbers';
import { compileJsonPathFlow } from '../../../../asl/compile/jsonpath-flow';
import type { JsonValue } from '../../../../asl';

const around = { variables: {}, context: {}, nowMs: 0, random: () => 0, uuid: () => '' };
const flow = compileJsonPathFlow({});

const fromPath = (value: JsonValue, kind: 'integer' | 'float') =>
  compileNumber({ name: 'MaxConcurrency', kind }, undefined, '$.n', flow)?.({ input: { n: value }, around });

test.each<[JsonValue, 'integer' | 'float', number]>([
  [3, 'integer', 3],
  ['3', 'integer', 3],
  ['+3', 'integer', 3],
  ['-1', 'integer', -1],
  ['3.0', 'integer', 3],
  ['1e3', 'integer', 1000],
  ['12.5', 'float', 12.5],
  [1e21, 'float', 1e21],
])('%j from a path is the %s %d', (value, kind, number) => {
  expect(fromPath(value, kind)).toBe(number);
});

test.each<[JsonValue, 'integer' | 'float']>([
  ['', 'integer'],
  [' 3', 'integer'],
  ['0x10', 'integer'],
  ['3.5', 'integer'],
  [3.5, 'integer'],
  ['1e999', 'integer'],
  ['Infinity', 'float'],
  ['NoNumber', 'integer'],
  [null, 'integer'],
  [true, 'float'],
  [[3], 'integer'],
  [{}, 'float'],
])('%j from a path is no %s', (value, kind) => {
  expect(() => fromPath(value, kind)).toThrow(
    expect.objectContaining({
      error: 'States.Runtime',
      message: expect.stringContaining(`is not a valid ${kind}: $.n`),
    }),
  );
});

test.each([
  ['{% "3" %}', 'string'],
  ['{% 1.5 %}', 'number'],
  ['{% [1] %}', 'array'],
  ['3', 'string'],
])('a JSONata field takes no %s, which is a %s', (literal, type) => {
  const evaluate = compileNumber({ name: 'MaxConcurrency', kind: 'integer' }, literal, undefined, flow);
  expect(() => evaluate?.({ input: {}, around })).toThrow(
    expect.objectContaining({
      error: 'States.QueryEvaluationError',
      message: expect.stringContaining(`but was '${type}'`),
    }),
  );
});
