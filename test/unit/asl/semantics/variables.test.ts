import { failed, FUNCTION, outcome } from './run';

const read = (template: object) => ({ Type: 'Pass', Parameters: template, End: true });

test('assignments land together, after the state that makes them', async () => {
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: {
      A: { Type: 'Pass', Assign: { x: 1, y: 2 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% [$x, $y] %}', Next: 'C' },
      C: { Type: 'Pass', Output: '{% {"seen": $states.input, "later": [$x, $y]} %}', End: true },
    },
  };
  expect(await outcome(definition)).toEqual({ seen: [1, 2], later: [2, 1] });
});

test.each<[object, unknown]>([
  [{ Type: 'Pass' }, { in: 1 }],
  [{ Type: 'Pass', InputPath: '$.in' }, 1],
  [{ Type: 'Pass', Result: 'r', ResultPath: '$.r' }, 'r'],
  [{ Type: 'Pass', Parameters: { p: 1 } }, { p: 1 }],
  [{ Type: 'Task', Resource: FUNCTION, Parameters: { p: 2 }, ResultPath: null }, { p: 2 }],
  [{ Type: 'Wait', Seconds: 1 }, { in: 1 }],
  [
    { Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: { Type: 'Pass', End: true } } }] },
    [{ in: 1 }],
  ],
])('$ in Assign of %j is its result, or its input', async (state, expected) => {
  const definition = {
    StartAt: 'S',
    States: { S: { ...state, Assign: { 'v.$': '$' }, Next: 'Read' }, Read: read({ 'v.$': '$v' }) },
  };
  expect(await outcome(definition, { in: 1 })).toEqual({ v: expected });
});

test.each([
  [1, { by: 'rule', n: 1 }],
  [2, { by: 'default', n: 2 }],
])('a Choice assigns by the rule that holds, or by itself: %d', async (n, expected) => {
  const definition = {
    StartAt: 'C',
    States: {
      C: {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericEquals: 1, Assign: { by: 'rule', 'n.$': '$.n' }, Next: 'Read' }],
        Assign: { by: 'default', 'n.$': '$.n' },
        Default: 'Read',
      },
      Read: read({ 'by.$': '$by', 'n.$': '$n' }),
    },
  };
  expect(await outcome(definition, { n })).toEqual(expected);
});

const inside = (States: object) => ({ StartAt: 'In', States });
const IN = { Type: 'Pass', Assign: { v: 'inner', w: 1 }, Next: 'Seen' };
const SEEN = read({ 'v.$': '$v', 'outer.$': '$outer' });

test.each([
  ['Map', { Type: 'Map', ItemProcessor: inside({ In: IN, Seen: SEEN }) }],
  ['Parallel', { Type: 'Parallel', Branches: [inside({ In: IN, Seen: SEEN })] }],
])('within a %s outer variables are read, and stay as they are', async (_, state) => {
  const definition = {
    StartAt: 'Set',
    States: {
      Set: { Type: 'Pass', Assign: { v: 'outer', outer: 2 }, Result: [0], Next: 'S' },
      S: { ...state, ResultPath: '$[0]', Next: 'After' },
      After: read({ 'in.$': '$[0]', 'v.$': '$v' }),
    },
  };
  expect(await outcome(definition)).toEqual({ in: [{ v: 'inner', outer: 2 }], v: 'outer' });
  const After = read({ 'w.$': '$w' });
  expect(await outcome({ ...definition, States: { ...definition.States, After } })).toEqual(
    failed('States.Runtime'),
  );
});
