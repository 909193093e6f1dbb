import type { JsonValue } from '../../../../asl';
import { failed, jsonata, machine, outcome, run, START_MS } from './run';

const RUNTIME = failed('States.Runtime');
const QUERY = failed('States.QueryEvaluationError');

test.each<[JsonValue, JsonValue | object]>([
  [0, { s: 0 }],
  [12, { s: 12 }],
  ['12', { s: '12' }],
  [-1, RUNTIME],
  [1.5, RUNTIME],
  [-1.5, RUNTIME],
  ['1.5', RUNTIME],
  ['soon', RUNTIME],
  [null, RUNTIME],
  [true, RUNTIME],
  [{}, RUNTIME],
  [[], RUNTIME],
])('SecondsPath to %j', async (s, expected) => {
  expect(await outcome(machine({ Type: 'Wait', SecondsPath: '$.s' }), { s })).toEqual(expected);
});

test.each<[string, JsonValue | object]>([
  ['{% 5 %}', {}],
  ['{% 1.5 %}', QUERY],
  ['{% "5" %}', QUERY],
  ['{% -1 %}', QUERY],
  ['{% null %}', QUERY],
  ['{% $states.input.nothing %}', QUERY],
])('Seconds from the expression %s', async (Seconds, expected) => {
  expect(await outcome(jsonata({ Type: 'Wait', Seconds }))).toEqual(expected);
});

const PAST = [
  '2016-03-05T21:29:29Z',
  '2016-03-05T21:29:29.0Z',
  '2016-03-05T21:29:29.243167252Z',
  '2016-03-05T21:29:29.2431672529Z',
  '2016-03-05T21:29:29+05:30',
];
const NO_TIMESTAMP = [
  '2016-03-05T21:29:29',
  '2016-03-05T21:29:29.000000',
  '2016-03-05 21:29:29Z',
  '2016-03-05t21:29:29Z',
  '2016-03-05T21:29:29z',
  '2016-03-05T21:29Z',
  '2016-03-05T21:29:29+0530',
  '2016-03-05T21:29:29,5Z',
  '2016-13-05T21:29:29Z',
  '2016-02-30T21:29:29Z',
  '2016-03-05T25:29:29Z',
  '2016-03-05T21:60:29Z',
  '05-12-2016T21:29:29Z',
  123,
  null,
];
const fromPath = machine({ Type: 'Wait', TimestampPath: '$.t' });
const fromExpression = jsonata({ Type: 'Wait', Timestamp: '{% $states.input.t %}' });

test.each(PAST)('the timestamp %s is past and waits for nothing', async (t) => {
  expect(await run(fromPath, { t })).toMatchObject({ status: 'SUCCEEDED', elapsedMs: 0 });
  expect(await run(fromExpression, { t })).toMatchObject({ status: 'SUCCEEDED', elapsedMs: 0 });
});

test.each(NO_TIMESTAMP)('%j is no timestamp', async (t) => {
  expect(await outcome(fromPath, { t })).toEqual(RUNTIME);
  expect(await outcome(fromExpression, { t })).toEqual(QUERY);
});

const inSeconds = (seconds: number) => ({ t: new Date(START_MS + seconds * 1000).toISOString() });

test('a wait takes at most as many seconds as 31 bits count', async () => {
  const longest = 2 ** 31 - 1;
  expect(await run(fromPath, inSeconds(longest))).toMatchObject({
    status: 'SUCCEEDED',
    elapsedMs: longest * 1000,
  });
  expect(await run(fromPath, inSeconds(24_855 * 86_400))).toMatchObject({ status: 'SUCCEEDED' });
  expect(await outcome(fromPath, inSeconds(longest + 1))).toEqual(RUNTIME);
  expect(await outcome(fromPath, inSeconds(24_856 * 86_400))).toEqual(RUNTIME);
});

test('the paths of a wait read the filtered input, variables and the context object', async () => {
  const definition = {
    StartAt: 'Set',
    States: {
      Set: { Type: 'Pass', Assign: { pause: 3, at: { t: '2016-03-05T21:29:29Z' } }, Next: 'A' },
      A: { Type: 'Wait', SecondsPath: '$pause', Next: 'B' },
      B: { Type: 'Wait', TimestampPath: '$at.t', Next: 'C' },
      C: { Type: 'Wait', TimestampPath: '$$.Execution.StartTime', Next: 'D' },
      D: { Type: 'Wait', InputPath: '$.in', SecondsPath: '$.s', OutputPath: '$.x', End: true },
    },
  };
  expect(await run(definition, { in: { s: 2, x: 'filtered' } })).toMatchObject({
    output: 'filtered',
    elapsedMs: 5000,
  });
});
