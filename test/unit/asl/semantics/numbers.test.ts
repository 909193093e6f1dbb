import type { JsonValue } from '../../../../asl';
import { failed, FUNCTION, jsonata, machine, outcome } from './run';

const RUNTIME = failed('States.Runtime');
const QUERY = failed('States.QueryEvaluationError');
const pass = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const ItemProcessor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...pass };

const map = (field: string) =>
  machine({ Type: 'Map', ItemsPath: '$.a', [`${field}Path`]: '$.n', ItemProcessor });

const GOOD: Readonly<Record<string, readonly JsonValue[]>> = {
  MaxConcurrency: [0, 1, '1', 100_000_000],
  ToleratedFailureCount: [0, 1, '1', 101, '101'],
  ToleratedFailurePercentage: [0, 1, 1.1, 100, '1', '1.1', '100'],
};
const BAD: Readonly<Record<string, readonly JsonValue[]>> = {
  MaxConcurrency: [-1, '-1', 1.5, '1.5', 'NoNumber', null, true, {}, []],
  ToleratedFailureCount: [-1, '-1', 1.1, '1.1', 'NoNumber', null, true, {}, []],
  ToleratedFailurePercentage: [-1, '-1', 100.1, '100.1', 'NoNumber', null, true, {}, []],
};
const rows = (table: typeof GOOD) =>
  Object.entries(table).flatMap(([field, values]) => values.map((n) => [field, n] as const));

test.each(rows(GOOD))('%sPath takes %j', async (field, n) => {
  expect(await outcome(map(field), { a: [1, 2], n })).toEqual([1, 2]);
});

test.each([...rows(BAD)])('%sPath refuses %j', async (field, n) => {
  expect(await outcome(map(field), { a: [1, 2], n })).toEqual(RUNTIME);
});

test.each(Object.keys(GOOD))('%sPath to nothing fails the state', async (field) => {
  expect(await outcome(map(field), { a: [1] })).toEqual(RUNTIME);
});

test.each([
  ['MaxConcurrency', -1],
  ['MaxConcurrency', 1.5],
  ['MaxConcurrency', '1'],
  ['ToleratedFailureCount', -1],
  ['ToleratedFailureCount', 1.5],
  ['ToleratedFailurePercentage', -1],
  ['ToleratedFailurePercentage', 101],
  ['ToleratedFailurePercentage', '1'],
])(
  'an expression for %s that comes to %j is an error of the query, and can be caught',
  async (field, value) => {
    const state = { Type: 'Map', Items: [1], ItemProcessor, [field]: `{% ${JSON.stringify(value)} %}` };
    expect(await outcome(jsonata(state))).toEqual(QUERY);
    const caught = { ...state, Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Z' }] };
    const definition = jsonata(caught);
    Object.assign(definition.States, { Z: { Type: 'Pass', Output: 'caught', End: true } });
    expect(await outcome(definition)).toBe('caught');
  },
);

test.each<[JsonValue, JsonValue | object]>([
  [5, { n: 5 }],
  ['5', { n: '5' }],
  [0, RUNTIME],
  [-1, RUNTIME],
  [1.5, RUNTIME],
  ['x', RUNTIME],
  [null, RUNTIME],
])('TimeoutSecondsPath and HeartbeatSecondsPath to %j', async (n, expected) => {
  for (const field of ['TimeoutSecondsPath', 'HeartbeatSecondsPath'])
    expect(await outcome(machine({ Type: 'Task', Resource: FUNCTION, [field]: '$.n' }), { n })).toEqual(
      expected,
    );
});

test.each<[string, JsonValue | object]>([
  ['{% 5 %}', {}],
  ['{% 0 %}', QUERY],
  ['{% -1 %}', QUERY],
  ['{% 1.5 %}', QUERY],
  ['{% "5" %}', QUERY],
  ['{% $states.input.nothing %}', QUERY],
])('TimeoutSeconds and HeartbeatSeconds from the expression %s', async (text, expected) => {
  for (const field of ['TimeoutSeconds', 'HeartbeatSeconds'])
    expect(await outcome(jsonata({ Type: 'Task', Resource: FUNCTION, [field]: text }))).toEqual(expected);
});
