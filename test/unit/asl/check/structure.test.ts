import { found, machineOf, only } from './machine';

const FUNCTION = 'urn:fss:region-1:project-1:function:default:f:latest';

describe('the definition itself', () => {
  test.each([
    ['', 'Definition must be a valid JSON object'],
    [' ', 'Definition must be a valid JSON object'],
    ['[]', 'Definition must be a valid JSON object'],
    ['"x"', 'Definition must be a valid JSON object'],
    ['{}', 'These fields are required: [States, StartAt]'],
  ])('%j is no machine', (text, message) => {
    expect(found(text)).toEqual([`error SCHEMA_VALIDATION_FAILED: ${message} at /`]);
  });

  test('text that is no JSON is refused with its place', () => {
    expect(only('{\n  "StartAt": }')).toEqual({
      code: 'INVALID_JSON_DESCRIPTION',
      severity: 'error',
      message: 'Invalid JSON: a value is expected here; JSON has no trailing commas',
      path: '/',
      line: 2,
      column: 14,
    });
    expect(only('StartAt: [')).toMatchObject({ code: 'INVALID_JSON_DESCRIPTION', line: 1 });
    expect(only('just text')).toMatchObject({ code: 'INVALID_JSON_DESCRIPTION', path: '/', line: 1 });
  });

  test('a key that stands twice is a warning, a state that does is an error', () => {
    const text =
      '{"StartAt": "A", "StartAt": "A", "States": {"A": {"Type": "Succeed"},\n"A": {"Type": "Succeed"}}}';
    expect(found(text)).toEqual([
      "warning DUPLICATE_KEY: The key 'StartAt' stands twice in the same object; the last one counts at /StartAt",
      'error DUPLICATE_STATE_NAME: Duplicate State name: A at /States/A',
    ]);
  });

  test('YAML is checked as JSON is', () => {
    const text = 'StartAt: A\nStates:\n  A:\n    Type: Wait\n    Seconds: -1\n    End: true\n';
    expect(only(text)).toMatchObject({
      message: 'Minimum value is 0',
      path: '/States/A/Seconds',
      line: 5,
      column: 14,
    });
  });
});

describe('whatever is handed in is an answer, never a crash', () => {
  const cyclic: Record<string, unknown> = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
  cyclic['Comment'] = cyclic;
  const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as object;

  test.each<[string, object, string]>([
    [
      'a cycle',
      cyclic,
      'error DEFINITION_NOT_JSON: The definition is no plain JSON here: it holds itself at /Comment',
    ],
    [
      'a function',
      { StartAt: () => 1 },
      'error DEFINITION_NOT_JSON: The definition is no plain JSON here: a function is no value of JSON at /StartAt',
    ],
    [
      'a date',
      { StartAt: new Date(0) },
      'error DEFINITION_NOT_JSON: The definition is no plain JSON here: only plain objects and arrays are JSON at /StartAt',
    ],
    [
      'NaN',
      { a: [Number.NaN] },
      'error DEFINITION_NOT_JSON: The definition is no plain JSON here: NaN is no number of JSON at /a/0',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(found(definition)).toEqual([expected]);
  });

  test('a getter that throws', () => {
    const hostile = {
      get StartAt() {
        throw new Error('no');
      },
    };
    expect(only(hostile)).toMatchObject({ code: 'DEFINITION_NOT_JSON' });
  });

  test('depth, in an object and in a text', () => {
    expect(only(deep)).toMatchObject({ code: 'TOO_DEEPLY_NESTED' });
    expect(
      only(JSON.stringify({ StartAt: 'A', States: {}, Comment: 1 }).replace('1', '['.repeat(99_999))).code,
    ).toBe('INVALID_JSON_DESCRIPTION');
  });

  test.each([null, [], 'x', 1, true])('States that are %j', (States) => {
    expect(found({ StartAt: 'A', States })).not.toEqual([]);
  });

  test.each([null, [], 'x', 1])('fields that are %j', (value) => {
    const fields = [
      'Next',
      'Retry',
      'Catch',
      'Parameters',
      'Assign',
      'Resource',
      'FunctionGraph',
      'Credentials',
    ];
    const state = Object.fromEntries(fields.map((field) => [field, value]));
    expect(found(machineOf({ Type: 'Task', ...state }))).not.toEqual([]);
    expect(
      found(machineOf({ Type: 'Map', ItemProcessor: value, ItemReader: value, Retry: [value] })),
    ).not.toEqual([]);
    expect(found(machineOf({ Type: 'Parallel', Branches: [value] }))).not.toEqual([]);
    expect(found(machineOf({ Type: 'Choice', Choices: [value] }))).not.toEqual([]);
  });
});

describe('fields', () => {
  test('a misspelt one is refused at its state, with the word that was meant', () => {
    const text = JSON.stringify(machineOf({ Type: 'Pass', Paramters: {} }), null, 2);
    expect(only(text)).toEqual({
      code: 'SCHEMA_VALIDATION_FAILED',
      severity: 'error',
      message: "Field 'Paramters' is not supported",
      hint: "Did you mean 'Parameters'?",
      path: '/States/A',
      line: 7,
      column: 7,
    });
  });

  test('one of another type of state says which have it', () => {
    expect(only(machineOf({ Type: 'Pass', TimeoutSeconds: 3 })).hint).toBe(
      'Task states have it, Pass states do not.',
    );
  });

  test('one of the other query language says what takes its place', () => {
    expect(only(machineOf({ Type: 'Pass', QueryLanguage: 'JSONata', ResultPath: '$.a' }))).toMatchObject({
      message:
        "The QueryLanguage is set to 'JSONata', but field 'ResultPath' is only supported for the 'JSONPath' QueryLanguage",
      hint: 'In JSONata, use Output, or keep the result in a variable with Assign.',
      path: '/States/A',
    });
    expect(only(machineOf({ Type: 'Task', Resource: 'f', Arguments: {} }))).toMatchObject({
      message:
        "The QueryLanguage is set to 'JSONPath', but field 'Arguments' is only supported for the 'JSONata' QueryLanguage",
      hint: 'In JSONPath, use Parameters.',
    });
  });

  test.each<[string, object, string]>([
    ['a missing type', { Pass: 1 }, 'These fields are required: [Type]'],
    [
      'an unknown type',
      { Type: 'Tsk' },
      "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
    ],
    ['neither Next nor End', { Type: 'Pass', End: false }, 'One of these fields is required: [Next, End]'],
    [
      'Next and End',
      { Type: 'Pass', Next: 'A' },
      'There should only be one of the following fields: [Next, End]',
    ],
    [
      'two times to wait for',
      { Type: 'Wait', Seconds: 1, SecondsPath: '$.s' },
      'There should only be one of the following fields: [Seconds, SecondsPath]',
    ],
    [
      'no time to wait for',
      { Type: 'Wait' },
      'One of these fields is required: [Seconds, Timestamp, SecondsPath, TimestampPath]',
    ],
    ['a fraction', { Type: 'Wait', Seconds: 1.5 }, 'Expected value of type Integer'],
    ['a text for a number', { Type: 'Wait', Seconds: '1' }, 'Expected value of type Integer'],
    ['no branches', { Type: 'Parallel', Branches: [] }, 'Value cannot be empty'],
    [
      'a day that does not exist',
      { Type: 'Wait', Timestamp: '2030-02-30T00:00:00Z' },
      'String does not match RFC3339 timestamp',
    ],
    [
      'a number too large',
      { Type: 'Map', ItemProcessor: machineOf({ Type: 'Pass' }), ToleratedFailurePercentage: 101 },
      'Maximum value is 100',
    ],
    [
      'a role that is missing',
      { Type: 'Task', Resource: 'f', Credentials: {} },
      "The field 'RoleArn' is required but was missing",
    ],
    [
      'an unknown setting',
      { Type: 'Task', Resource: 'f', FunctionGraph: { mod: 'local' } },
      "Field 'mod' is not supported",
    ],
    [
      'a time without its unit',
      { Type: 'Task', Resource: 'f', FunctionGraph: { timeout: 'long' } },
      'Expected value of type Duration',
    ],
  ])('%s', (_name, state, message) => {
    const messages = found(machineOf(state)).filter((text) => text.startsWith('error'));
    expect(messages).toContainEqual(expect.stringContaining(`: ${message} at /`));
  });

  test('a state of the JSONata machine cannot be JSONPath', () => {
    expect(
      found(
        machineOf(
          { Type: 'Pass', QueryLanguage: 'JSONPath', ResultPath: null },
          { QueryLanguage: 'JSONata' },
        ),
      ),
    ).toEqual([
      "error SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/A",
    ]);
  });

  test('inner machines inherit the language of the whole machine, not of the state around them', () => {
    const inner = { StartAt: 'B', States: { B: { Type: 'Pass', Output: 1, End: true } } };
    const map = { Type: 'Map', QueryLanguage: 'JSONata', ItemProcessor: inner };
    expect(only(machineOf(map))).toMatchObject({ path: '/States/A/ItemProcessor/States/B' });
    expect(found(machineOf(map, { QueryLanguage: 'JSONata' }))).toEqual([]);
    expect(
      only(
        machineOf(
          { ...map, ItemProcessor: { ...inner, QueryLanguage: 'JSONata' } },
          { QueryLanguage: 'JSONata' },
        ),
      ),
    ).toMatchObject({ message: "Field 'QueryLanguage' is not supported", path: '/States/A/ItemProcessor' });
  });

  test('all that the language has is taken', () => {
    const task = {
      Type: 'Task',
      Resource: FUNCTION,
      Comment: 'note',
      InputPath: null,
      OutputPath: '$.a[*]',
      Parameters: { 'a.$': '$.x', b: [{ 'c.$': "States.Format('{}', $$.State.Name)" }] },
      ResultSelector: { 'd.$': '$' },
      ResultPath: "$.r['s'][0]",
      TimeoutSecondsPath: '$.t',
      HeartbeatSeconds: 5,
      Retry: [
        {
          ErrorEquals: ['X'],
          IntervalSeconds: 2,
          MaxAttempts: 0,
          BackoffRate: 1.5,
          MaxDelaySeconds: 9,
          JitterStrategy: 'FULL',
        },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'A', ResultPath: null, Assign: { e: 1 } }],
      Assign: { 'v.$': '$.a' },
      FunctionGraph: {
        mode: 'standard',
        delivery: 'at-most-once',
        timeout: '30s',
        idempotencyField: 'key',
        memoryMb: 256,
        logs: true,
      },
    };
    expect(
      found(machineOf(task, { Version: '1.0', TimeoutSeconds: 60, FunctionGraph: { mode: 'local' } })),
    ).toEqual([]);
  });
});
