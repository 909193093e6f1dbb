import type { JsonValue } from '../../../../asl';
import { failed, jsonata, outcome, run } from './run';

const QUERY = failed('States.QueryEvaluationError');
const INPUT = { a: [0, 1, 2, 3], one: [7], empty: [], n: 5, none: null, text: '{"a":[1]}' };

test.each<[string, JsonValue | object]>([
  [
    '$partition($states.input.a, 2)',
    [
      [0, 1],
      [2, 3],
    ],
  ],
  ['$partition($states.input.a, 9)', [[0, 1, 2, 3]]],
  ['$partition($states.input.one, 1)', [[7]]],
  ['$partition($states.input.empty, 2)', []],
  ['$partition($states.input.a, 0)', QUERY],
  ['$partition($states.input.a, -1)', QUERY],
  ['$partition($states.input.a)', QUERY],
  ['$range(0, 9, 3)', [0, 3, 6, 9]],
  ['$range(9, 1, -2)', [9, 7, 5, 3, 1]],
  ['$range(-9, 9, 9)', [-9, 0, 9]],
  ['$range(1, 9, 9)', 1],
  ['$range(1, 1, 1)', 1],
  ['$range(0, 1, 0)', QUERY],
  ['$hash("input data", "MD5")', '812f45842bc6d66ee14572ce20db8e86'],
  ['$hash("input data", "SHA-1")', 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
  ['$hash("a", "SHA-0")', QUERY],
  ['$random(5) = $random(5)', true],
  ['$random() < 1', true],
  ['$randomSeeded(1)', QUERY],
  ['$length($uuid())', 36],
  ['$parse($states.input.text)', { a: [1] }],
  ['$parse("1")', 1],
  ['$parse("")', QUERY],
  ['$parse("nothing")', QUERY],
  ['$eval("1")', QUERY],
  ['$states.input.a[$ > 1]', [2, 3]],
  ['$states.input.a[$ > 2]', 3],
  ['[$states.input.a[$ > 2]]', [3]],
  ['$states.input.a[$ > 9]', QUERY],
  ['$states.input.nothing', QUERY],
  ['[$states.input.nothing]', []],
  ['{"a": $states.input.nothing}', {}],
  ['$states.input.none', null],
  ['$undefined', QUERY],
  ['$sum', QUERY],
  ['1 + "a"', QUERY],
  ['1 / 0', QUERY],
  ['$error("no")', QUERY],
  ['$states.context.State.Name', 'S'],
  ['$states.context.Execution.Input.n', 5],
  ['$states.context.State.RetryCount', QUERY],
  ['($v := 2; $v * $states.input.n)', 10],
  ['$v := 3', 3],
  ['/* a comment */ 1', 1],
  ['\n  1\n  + 2\n', 3],
])('%s', async (expression, expected) => {
  for (const text of [`{%${expression}%}`, `{% ${expression} %}`])
    expect(await outcome(jsonata({ Type: 'Pass', Output: text }), INPUT)).toEqual(expected);
});

test.each<JsonValue>([
  null,
  0,
  1.5,
  true,
  '',
  'text',
  [],
  {},
  ' {% 1 %}',
  '{% 1 %} ',
  'a {% 1 %} b',
  '{{% 1 %}}',
])('%j stays as it is written', async (Output) => {
  expect(await outcome(jsonata({ Type: 'Pass', Output }))).toEqual(Output);
  expect(await outcome(jsonata({ Type: 'Pass', Output: [{ Output }] }))).toEqual([{ Output }]);
});

test('a key that ends in .$ is a key like others', async () => {
  const Output = { 'a.$': '$.n', 'b.$': '{% $states.input.n %}' };
  expect(await outcome(jsonata({ Type: 'Pass', Output }), INPUT)).toEqual({ 'a.$': '$.n', 'b.$': 5 });
});

const NOTHING = '{% $states.input.nothing %}';

test.each<[object, string]>([
  [{ Type: 'Pass', Output: NOTHING }, 'Output'],
  [{ Type: 'Pass', Output: { x: [{ y: NOTHING }] } }, 'Output/x[0]/y'],
  [{ Type: 'Pass', Assign: { ok: 1, v: NOTHING } }, 'Assign/v'],
  [{ Type: 'Succeed', Output: NOTHING, End: undefined }, 'Output'],
  [{ Type: 'Task', Resource: 'f', Arguments: { a: NOTHING } }, 'Arguments/a'],
  [{ Type: 'Task', Resource: 'f', TimeoutSeconds: NOTHING }, 'TimeoutSeconds'],
  [{ Type: 'Wait', Seconds: NOTHING }, 'Seconds'],
  [{ Type: 'Wait', Timestamp: NOTHING }, 'Timestamp'],
  [{ Type: 'Fail', Error: NOTHING, Cause: 'c', End: undefined }, 'Error'],
  [{ Type: 'Fail', Error: 'e', Cause: NOTHING, End: undefined }, 'Cause'],
  [{ Type: 'Choice', Choices: [{ Condition: NOTHING, Next: 'Z' }], End: undefined }, 'Choices[0]/Condition'],
  [
    { Type: 'Choice', Choices: [{ Condition: true, Output: NOTHING, Next: 'Z' }], End: undefined },
    'Choices[0]/Output',
  ],
])('what comes to nothing in %j is told with its place', async (state, location) => {
  const definition = jsonata(state);
  Object.assign(definition.States, { Z: { Type: 'Succeed' } });
  expect(await run(definition)).toMatchObject({
    status: 'FAILED',
    error: 'States.QueryEvaluationError',
    evaluationFailures: [{ error: 'States.QueryEvaluationError', state: 'S', location }],
  });
});

const say = (Output: string) => ({ Type: 'Pass', Output, End: true });

test.each<[JsonValue, JsonValue | object]>([
  [true, 'rule'],
  [false, 'default'],
  ['{% $states.input.n = 5 %}', 'rule'],
  ['{% 1 %}', QUERY],
  ['{% "true" %}', QUERY],
])('the Condition %j', async (Condition, expected) => {
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'C',
    States: {
      C: { Type: 'Choice', Choices: [{ Condition, Next: 'Rule' }], Default: 'Default' },
      Rule: say('rule'),
      Default: say('default'),
    },
  };
  expect(await outcome(definition, INPUT)).toEqual(expected);
});
