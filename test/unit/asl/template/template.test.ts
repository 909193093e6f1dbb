import { IntrinsicError } from '../../../../asl/intrinsics';
import { PathMissError } from '../../../../asl/jsonpath';
import type { JsonValue } from '../../../../asl/language/json';
import { compileExpression, compilePayloadTemplate, TemplateSyntaxError } from '../../../../asl/template';

const scope = {
  input: { a: 1, list: [1, 2], nothing: null },
  context: { Execution: { Name: 'run' } },
  variables: { v: 'V' },
  random: () => 0,
  uuid: () => 'id',
};

function filled(template: JsonValue): unknown {
  return compilePayloadTemplate(template, 'Parameters').evaluate(scope);
}

test('keys that end in .$ are paths or intrinsics, at any depth and in arrays; all else is literal', () => {
  expect(
    filled({
      'a.$': '$.a',
      'n.$': '$.nothing',
      'name.$': '$$.Execution.Name',
      'v.$': '$v',
      'id.$': 'States.UUID()',
      plain: '$.a',
      list: [{ 'x.$': '$.list[*]' }, '$.a', [{ 'y.$': '$.list[1]' }], null],
      deep: { er: { 'z.$': "States.Format('{}', $.a)" }, other$: 1 },
    }),
  ).toEqual({
    a: 1,
    n: null,
    name: 'run',
    v: 'V',
    id: 'id',
    plain: '$.a',
    list: [{ x: [1, 2] }, '$.a', [{ y: 2 }], null],
    deep: { er: { z: '1' }, other$: 1 },
  });
});

test('parts without anything to fill in are handed on as they are', () => {
  const fixed = { a: [1, { b: 2 }] };
  expect(filled(fixed)).toBe(fixed);
  expect(filled({ fixed, 'x.$': '$.a' })).toHaveProperty('fixed', fixed);
  expect((filled({ fixed, 'x.$': '$.a' }) as { fixed: unknown }).fixed).toBe(fixed);
  expect(filled('$.a')).toBe('$.a');
});

test('a template lists its paths and functions', () => {
  const template = compilePayloadTemplate(
    { 'a.$': '$$.State.RetryCount', b: [{ 'c.$': 'States.Array($v, $.x)' }] },
    'Parameters',
  );
  expect(template.paths.map(({ text }) => text)).toEqual(['$$.State.RetryCount', '$v', '$.x']);
  expect(template.functions).toEqual(['Array']);
});

test('a miss names path and field, and has the words of the service', () => {
  for (const value of ['$.gone', "States.Format('{}', $.gone)"]) {
    let error: unknown;
    try {
      filled({ outer: { 'x.$': value } });
    } catch (thrown) {
      error = thrown;
    }
    if (!(error instanceof PathMissError)) throw new Error('no miss');
    expect(error).toMatchObject({ name: 'PathMissError', path: '$.gone', field: 'x.$' });
    expect(error.message).toBe(
      `The JSONPath '$.gone' specified for the field 'x.$' could not be found in the input '${JSON.stringify(scope.input)}'`,
    );
  }
});

test('a failing intrinsic is told from a miss', () => {
  expect(() => filled({ 'x.$': 'States.ArrayGetItem($.list, 5)' })).toThrow(IntrinsicError);
});

test.each<[JsonValue, string, number | undefined, string]>([
  [
    { a: { 'x.$': 'plain' } },
    '/a/x.$',
    0,
    "The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call: ",
  ],
  [{ a: [{ 'x/~.$': '$.a[' }] }, '/a/0/x~1~0.$', 4, "The value for the field 'x/~.$' must be"],
  [{ 'x.$': 'States.Nope()' }, '/x.$', 0, 'There is no function States.Nope'],
  [{ 'x.$': 5 }, '/x.$', undefined, 'it is no string'],
  [{ 'x.$': { 'y.$': '$' } }, '/x.$', undefined, 'it is no string'],
  [{ a: { x: 1, 'x.$': '$.a' } }, '/a/x.$', undefined, "Parameters has both 'x' and 'x.$'"],
])('%j is refused at %s', (template, pointer, column, words) => {
  let refused: unknown;
  try {
    compilePayloadTemplate(template, 'Parameters');
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(TemplateSyntaxError);
  expect(refused).toMatchObject({ pointer, column, message: expect.stringContaining(words) as string });
});

test('what will always fail is told with its place', () => {
  const template = compilePayloadTemplate({ a: { 'x.$': "States.ArrayLength('no')" } }, 'Parameters');
  expect(template.problems).toMatchObject([{ pointer: '/a/x.$', column: 19 }]);
});

test('a member named __proto__ stays a member', () => {
  const payload = filled(
    JSON.parse('{"__proto__.$": "$.list", "a": {"__proto__": {"b.$": "$.a"}}}') as JsonValue,
  );
  expect(JSON.stringify(payload)).toBe('{"__proto__":[1,2],"a":{"__proto__":{"b":1}}}');
});

test('a field may hold one path or intrinsic', () => {
  expect(compileExpression("States.Format('{}!', $v)", 'CausePath').evaluate(scope)).toBe('V!');
  expect(() => compileExpression('$.gone', 'CausePath').evaluate(scope)).toThrow(PathMissError);
});
