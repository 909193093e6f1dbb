import { compileJsonataTemplate } from '../../../../asl/compile/jsonata-template';
import type { JsonValue } from '../../../../asl';

const around = {
  variables: { nothing: null, list: [1, 2], price: 7 },
  context: { State: { Name: 'S' } },
  nowMs: 0,
  random: () => 0,
  uuid: () => '',
};

const evaluate = (template: JsonValue, input: JsonValue = { a: 1 }) =>
  compileJsonataTemplate(template, 'Output')({ input, around });

test.each<[JsonValue, JsonValue]>([
  ['{% $states.input.a %}', 1],
  ['{%$states.input.a%}', 1],
  [' {% 1 %}', ' {% 1 %}'],
  ['{%%', '{%%'],
  [
    ['{% $nothing %}', '{% false %}', '{% 0 %}', '{% "" %}'],
    [null, false, 0, ''],
  ],
  [
    { a: '{% $nothing %}', b: [[]], 'c.$': '$.a' },
    { a: null, b: [[]], 'c.$': '$.a' },
  ],
  [{ deep: [{ list: ['{% $list %}', 'x'] }] }, { deep: [{ list: [[1, 2], 'x'] }] }],
  ['{% $states.context.State.Name %}', 'S'],
  [null, null],
])('%j gives %j', (template, value) => {
  expect(evaluate(template)).toEqual(value);
});

test('a member named __proto__ is data', () => {
  const made = evaluate(JSON.parse('{"__proto__": "{% $price %}"}') as JsonValue);
  expect(JSON.stringify(made)).toBe('{"__proto__":7}');
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
});

test.each<[JsonValue, string, string]>([
  [{ a: ['{% $missing %}'] }, 'Output/a[0]', 'returned nothing (undefined)'],
  [{ a: { b: '{% function() { 1 } %}' } }, 'Output/a/b', 'returned an unsupported result type'],
  ['{% $nothing.f() %}', 'Output', 'T1006'],
])('%j fails at %s', (template, location, words) => {
  expect(() => evaluate(template)).toThrow(
    expect.objectContaining({
      error: 'States.QueryEvaluationError',
      location,
      message: expect.stringContaining(words),
    }),
  );
});
