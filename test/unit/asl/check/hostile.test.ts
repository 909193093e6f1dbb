import { checkStateMachine } from '../../../../asl/check';
import { machineOf } from './machine';

const SEEDS = [
  machineOf({
    Type: 'Task',
    Resource: 'urn:fss:r:p:function:default:f:latest',
    Parameters: { 'a.$': "States.Format('{}', $.x[0].y)", b: [1, { 'c.$': '$v.d' }] },
    ResultPath: '$.r',
    Retry: [{ ErrorEquals: ['A', 'B'], MaxAttempts: 2 }, { ErrorEquals: ['States.ALL'] }],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'A', Assign: { 'v.$': '$.e' } }],
    FunctionGraph: { mode: 'local', timeout: '3s' },
  }),
  machineOf(
    {
      Type: 'Map',
      Items: '{% $states.input.list[price > 1] %}',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'C',
        States: {
          C: { Type: 'Choice', Choices: [{ Condition: '{% $x = 1 %}', Next: 'W' }], Default: 'W' },
          W: { Type: 'Wait', Timestamp: '2030-01-01T00:00:00Z', End: true },
        },
      },
      Output: { n: '{% $count($states.result) %}' },
    },
    { QueryLanguage: 'JSONata' },
  ),
  machineOf({
    Type: 'Parallel',
    Branches: [
      {
        StartAt: 'D',
        States: {
          D: { Type: 'Choice', Choices: [{ Not: { Variable: '$.a', IsNull: true }, Next: 'F' }] },
          F: { Type: 'Fail', ErrorPath: '$.e' },
        },
      },
    ],
  }),
];
const VALUES = [
  null,
  true,
  0,
  -1,
  1.5,
  '',
  '$',
  '$.a[',
  '{% ( %}',
  '{%',
  'States.X(',
  [],
  {},
  [[]],
  { a: null },
  'A',
  '__proto__',
];

/** A generator with a seed, so that a failure can be repeated: Park and Miller's. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Changes one place: another value, a key that goes, a key that is renamed, or a part put elsewhere. */
function mutate(value: unknown, next: (below: number) => number): unknown {
  if (typeof value !== 'object' || value === null || next(4) === 0) return VALUES[next(VALUES.length)];
  const keys = Object.keys(value);
  const key = keys[next(keys.length || 1)];
  if (key === undefined) return VALUES[next(VALUES.length)];
  const copy = structuredClone(value) as Record<string, unknown>;
  const way = next(8);
  if (way === 0) delete copy[key];
  else if (way === 1) copy[`${key}x`] = copy[key];
  else if (way === 2) copy[key] = structuredClone(value);
  else copy[key] = mutate(copy[key], next);
  return copy;
}

test('thousands of broken definitions get an answer each, as objects and as text', () => {
  for (let seed = 1; seed <= 1_000; seed += 1) {
    const next = random(seed);
    let definition: unknown = SEEDS[next(SEEDS.length)];
    for (let times = next(4) + 1; times > 0; times -= 1) definition = mutate(definition, next);
    // A text is a text: it is read, and not checked as a value.
    if (typeof definition === 'string') continue;
    const options = {
      strict: next(2) === 0,
      machineType: next(2) === 0 ? ('EXPRESS' as const) : ('STANDARD' as const),
    };
    // Taking an item away leaves a hole, which JSON writes as null.
    const asObject = checkStateMachine(JSON.parse(JSON.stringify(definition)) as object, options);
    const asText = checkStateMachine(JSON.stringify(definition), { ...options, format: 'json' });
    const told = (found: typeof asObject) =>
      found.map(({ code, message, path }) => `${code} ${message} ${path}`).toSorted();
    expect({ seed, told: told(asText) }).toEqual({ seed, told: told(asObject) });
    for (const { line, column } of asText) expect([line, column]).toEqual([1, expect.any(Number)]);
  }
});

test('texts cut anywhere get an answer each', () => {
  const text = JSON.stringify(SEEDS[0], null, 1);
  for (let length = 0; length < text.length; length += 1) {
    expect(checkStateMachine(text.slice(0, length))).not.toEqual([]);
    checkStateMachine(text.slice(length), { format: 'yaml' });
  }
});

test('a machine of two hundred states is checked in one pass over its ways', () => {
  const States = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [
      `S${index}`,
      {
        Type: 'Choice',
        Choices: [
          { Variable: '$.x', IsNull: true, Next: `S${(index * 7) % 200}`, Assign: { [`v${index}`]: 1 } },
        ],
        Default: index === 199 ? 'End' : `S${index + 1}`,
      },
    ]),
  );
  expect(checkStateMachine({ StartAt: 'S0', States: { ...States, End: { Type: 'Succeed' } } })).toEqual([]);
});
