import { checkStateMachine } from '../../../../asl/check';
import { found, machineOf, only } from './machine';

const read = (member: string) => ({
  Output: `{% $states.${member} %}`,
  Assign: { v: `{% $states.${member} %}` },
});

const task = (fields: object, caught: object) => ({
  StartAt: 'A',
  QueryLanguage: 'JSONata',
  States: {
    A: {
      Type: 'Task',
      Resource: 'f',
      Next: 'B',
      ...fields,
      Catch: [{ ErrorEquals: ['E'], Next: 'B', ...caught }],
    },
    B: { Type: 'Succeed' },
  },
});

const wait = (SecondsPath: string) => found(machineOf({ Type: 'Wait', SecondsPath }));

const choice = (...Choices: object[]) => ({
  StartAt: 'A',
  States: { A: { Type: 'Choice', Choices, Default: 'B' }, B: { Type: 'Succeed' } },
});

const jsonata = (Output: unknown) => machineOf({ Type: 'Pass', QueryLanguage: 'JSONata', Output });

describe('JSONata', () => {
  test('a syntax error has its column inside the string, in text and in the hint', () => {
    const text =
      '{\n"StartAt": "A", "QueryLanguage": "JSONata", "States": {\n"A": {"Type": "Pass", "End": true, "Output": "{% \\"x\\" & ) %}"}}}';
    expect(only(text)).toMatchObject({
      code: 'INVALID_JSONATA_EXPRESSION',
      path: '/States/A/Output',
      line: 3,
      column: (text.split('\n')[2]?.indexOf(')') as number) + 1,
      hint: 'Column 10 of the text.',
    });
  });

  test.each([
    ['{% total %}', 'total', 'Write $states.input.total for a field of the input, or $total for a variable.'],
    ['{% $ %}', '$', 'There is no context item here: write $states.input.'],
    ['{% $$.a %}', '$$', 'There is no context item here: write $states.input.'],
  ])('there is no context item to read from: %s', (expression, name, hint) => {
    expect(only(jsonata({ a: [expression] }))).toMatchObject({
      code: 'UNSUPPORTED_JSONATA_EXPRESSION',
      message: `Reference to '${name}' at the top level is not supported.`,
      path: '/States/A/Output/a/0',
      hint,
    });
  });

  test('within a path or a function, bare names are fields of the item', () => {
    expect(found(jsonata('{% $states.input.items[price > 1].name %}'))).toEqual([]);
    expect(found(jsonata('{% ($f := function($x) { $x.a }; $map($states.input, $f)) %}'))).toEqual([]);
  });

  test.each(['{% 1', '1 %}', '{%'])('half of an expression is a mistake: %s', (text) => {
    expect(only(jsonata(text)).code).toBe('UNCLOSED_EXPRESSION');
  });

  test('with blanks around it, it is plain text', () => {
    expect(found(jsonata(' {% a %} '))).toEqual([]);
  });

  test('$states.result is there for the output of work, $states.errorOutput in a Catch', () => {
    expect(found(task(read('result'), read('errorOutput')))).toEqual([]);
    expect(found(task(read('errorOutput'), read('result')))).toEqual(
      ['/Output', '/Assign/v']
        .flatMap((field) => [
          `error UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$states.errorOutput' is not supported in ${field.split('/')[1]} at /States/A${field}`,
        ])
        .concat(
          ['/Output', '/Assign/v'].map(
            (field) =>
              `error UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$states.result' is not supported in Catch at /States/A/Catch/0${field}`,
          ),
        ),
    );
    expect(only(jsonata('{% $states.resutl %}')).hint).toBe("Did you mean 'result'?");
  });

  test('a function that does not exist is a warning', () => {
    expect(only(jsonata('{% $sume([1]) %}'))).toMatchObject({
      code: 'UNKNOWN_JSONATA_FUNCTION',
      severity: 'warning',
    });
  });

  test('numbers, times and conditions may be expressions', () => {
    const machine = {
      StartAt: 'A',
      QueryLanguage: 'JSONata',
      States: {
        A: {
          Type: 'Choice',
          Choices: [
            { Condition: '{% $states.input.a %}', Next: 'B' },
            { Condition: true, Next: 'B' },
          ],
        },
        B: { Type: 'Wait', Seconds: '{% 1 %}', Next: 'C' },
        C: { Type: 'Wait', Timestamp: '{% $now() %}', Next: 'D' },
        D: { Type: 'Fail', Error: '{% "E" %}', Cause: 'plain' },
      },
    };
    expect(found(machine)).toEqual([]);
    expect(found(machineOf({ Type: 'Wait', QueryLanguage: 'JSONata', Seconds: 'soon' }))).toEqual([
      'error SCHEMA_VALIDATION_FAILED: Expected value of type Integer at /States/A/Seconds',
    ]);
  });

  test('a key that ends in .$ is an ordinary key there', () => {
    expect(only(jsonata({ 'a.$': '$.b' }))).toMatchObject({ code: 'PATH_IN_JSONATA', severity: 'warning' });
  });
});

describe('JSONPath and intrinsic functions', () => {
  test('a broken value of a template is told at the object around it, and shown where it breaks', () => {
    const text = JSON.stringify(machineOf({ Type: 'Pass', Parameters: { 'a.$': '$.b[' } }));
    const finding = only(text);
    expect(finding).toMatchObject({
      code: 'SCHEMA_VALIDATION_FAILED',
      message: "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call",
      path: '/States/A/Parameters',
      line: 1,
    });
    expect(finding.column).toBeGreaterThan(text.indexOf('$.b['));
  });

  test.each<[string, unknown, string]>([
    ['InputPath', 'a.b', 'Value is not a valid JSONPath'],
    ['OutputPath', '$.a[', 'Value is not a valid JSONPath'],
    ['ResultPath', 'a', "Value is not a Reference Path: Reference path didn't start with '$'"],
    ['ResultPath', '$.a[*]', 'Value is not a Reference Path: '],
    ['Parameters', { 'a.$': 'States.Nothing()' }, "The value for the field 'a.$' must be"],
    ['Parameters', { 'a.$': 1 }, "The value for the field 'a.$' must be"],
    ['Parameters', { a: 1, 'a.$': '$.a' }, "The fields 'a' and 'a.$' are in conflict"],
  ])('%s: %j is refused', (field, value, message) => {
    expect(only(machineOf({ Type: 'Pass', [field]: value })).message).toContain(message);
  });

  test('a number is read from one place, in the input or a variable', () => {
    expect(wait('$.a[0]')).toEqual([]);
    expect(wait('$.a[*]')[0]).toContain('Value is not a Reference Path');
    expect(wait('seconds')[0]).toContain("Reference path didn't start with '$'");
  });

  test('what looks like a path and is not read as one is a warning', () => {
    expect(only(machineOf({ Type: 'Pass', Parameters: { a: '$.b' } }))).toMatchObject({
      code: 'NO_DOLLAR',
      severity: 'warning',
    });
    expect(only(machineOf({ Type: 'Pass', Parameters: { a: '{% 1 %}' } })).code).toBe(
      'EXPRESSION_IN_JSONPATH',
    );
    expect(only(machineOf({ Type: 'Pass', Result: { 'a.$': '$.b' } })).code).toBe('PASS_RESULT_IS_STATIC');
    expect(found({ StartAt: 'A', States: { A: { Type: 'Fail', Error: '$.e', Cause: 'costs $5' } } })).toEqual(
      [
        "warning NO_PATH: The value of 'Error' looks like a path, but the field's name does not end with 'Path' at /States/A/Error",
      ],
    );
  });
});

describe('rules of a Choice', () => {
  test('comparisons, also combined, are taken', () => {
    const rule = {
      And: [
        { Variable: '$.a', IsPresent: true },
        {
          Not: {
            Or: [
              { Variable: '$.a', NumericLessThanPath: '$.b' },
              { Variable: '$$.x', StringMatches: 'a*' },
            ],
          },
        },
      ],
      Next: 'B',
      Comment: 'note',
      Assign: { 'v.$': '$.a' },
    };
    expect(found(choice(rule))).toEqual([]);
  });

  test.each<[object, string]>([
    [{ Variable: '$.a', Next: 'B' }, 'this one has no operator'],
    [{ StringEquals: 'x', Next: 'B' }, 'this one has no Variable'],
    [
      { Variable: '$.a', StringEquals: 'x', NumericEquals: 1, Next: 'B' },
      'this one has StringEquals and NumericEquals',
    ],
    [{ And: [{ Variable: '$.a', IsNull: true }], Or: [], Next: 'B' }, 'this one has And and Or'],
    [{ Next: 'B' }, 'this one has none'],
  ])('%j compares nothing or too much', (rule, problem) => {
    expect(checkStateMachine(choice(rule)).map(({ message }) => message)).toContainEqual(
      expect.stringContaining(problem),
    );
  });

  test.each<[object, string, string]>([
    [
      { Variable: '$.a', StringEquls: 'x', Next: 'B' },
      "Field 'StringEquls' is not supported",
      '/States/A/Choices/0',
    ],
    [
      { Variable: '$.a', NumericEquals: '1', Next: 'B' },
      'Expected value of type Number',
      '/States/A/Choices/0/NumericEquals',
    ],
    [
      { Variable: '$.a', TimestampEquals: 'now', Next: 'B' },
      'String does not match RFC3339 timestamp',
      '/States/A/Choices/0/TimestampEquals',
    ],
    [
      { Not: { Variable: '$.a', IsNull: true, Next: 'B' }, Next: 'B' },
      "Field 'Next' is not supported",
      '/States/A/Choices/0/Not',
    ],
    [{ Variable: '$.a', IsNull: true }, 'These fields are required: [Next]', '/States/A/Choices/0'],
  ])('%j is refused at its place', (rule, message, path) => {
    expect(checkStateMachine(choice(rule))).toContainEqual(expect.objectContaining({ message, path }));
  });
});
