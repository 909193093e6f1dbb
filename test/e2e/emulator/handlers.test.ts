import { emulatorFor, type TestEmulator, writeFunction } from '../../support/emulator';

let emulator: TestEmulator;
let functions = 0;
beforeAll(async () => {
  emulator = await emulatorFor({});
});
afterAll(async () => emulator.close());

/** Calls a new function with that code: its text, or its code and message. */
async function run(code: string, event = '{}', yaml = ''): Promise<unknown> {
  const name = `f${++functions}`;
  writeFunction(emulator.folder, name, { 'index.js': code, 'function.yaml': yaml });
  const response = await emulator.call(name, undefined, { body: event });
  const status = Number(response.headers.get('x-func-err-code'));
  const text = await response.text();
  return status === 0 ? text : { code: status, message: text };
}

async function initialize(code: string): Promise<unknown> {
  const handler = "exports.handler = async (event, context) => 'ready';\n";
  return run(handler + code, '{}', 'initializer: index.initializer');
}

const envelope = (fields: Record<string, unknown>): string => JSON.stringify(fields, null, 4);

test.each([
  ["'text'", 'text'],
  ['undefined', ''],
  ['null', 'null'],
  ['42', '42'],
  ['true', 'true'],
  ['10n', '10'],
  ["['a', 1]", '["a",1]'],
  ['new (class Order { constructor() { this.id = 7; } })()', '{"id":7}'],
  ["Buffer.from('ab')", '{"type":"Buffer","data":[97,98]}'],
])('a handler that returns %s answers %s', async (value, text) => {
  expect(await run(`exports.handler = async (event, context) => ${value};`)).toBe(text);
  expect(await run(`exports.handler = (event, context, callback) => callback(null, ${value});`)).toBe(text);
});

test.each([
  [
    'arity',
    'exports.handler = async (event) => 1;',
    'index.handler',
    'FunctionLoadError',
    'handler expect to have 2 or 3 parameters, but received 1',
  ],
  [
    'arity',
    'exports.handler = async (a, b, c, d) => 1;',
    'index.handler',
    'FunctionLoadError',
    'handler expect to have 2 or 3 parameters, but received 4',
  ],
  [
    'export',
    'exports.other = async (a, b) => 1;',
    'index.handler',
    'FunctionConfigError',
    "handler 'handler' not found in module './index.js'",
  ],
  [
    'export',
    'exports.handler = 5;',
    'index.handler',
    'FunctionConfigError',
    "handler 'handler' not found in module './index.js'",
  ],
  ['file', '', 'src/app.main', 'FunctionLoadError', "not found module './src/app.js'"],
  ['error at load', "throw new RangeError('at load');", 'index.handler', 'RangeError', 'at load'],
])('a wrong %s is a failure to load', async (_, code, handler, errorType, message) => {
  expect(await run(code, '{}', `handler: ${handler}`)).toEqual({
    code: 4001,
    message: envelope({ errorMessage: `function entry exception, error: ${message}`, errorType }),
  });
});

test('a missing dependency is told by name, with paths relative to the code', async () => {
  const { code, message } = (await run("require('nowhere');")) as { code: number; message: string };
  expect(code).toBe(4001);
  expect(message).toContain("Cannot find module 'nowhere'");
  expect(message).not.toContain(emulator.folder);
});

test.each([
  ['an object', "{ reason: 'x' }", '{"reason":"x"}'],
  ['a string', "'words'", 'words'],
  ['undefined', 'undefined', 'undefined'],
])('throwing %s is a failure with that text', async (_, value, text) => {
  expect(await run(`exports.handler = async (event, context) => { throw ${value}; };`)).toEqual({
    code: 4002,
    message: envelope({
      errorMessage: `function invocation exception, error: ${text}`,
      errorType: 'UserFunctionError',
      stackTrace: [],
    }),
  });
});

test.each([
  [
    "new TypeError('no')",
    envelope({ errorMessage: 'function entry exception, error: no', errorType: 'TypeError' }),
  ],
  ["'text'", 'text'],
  ['undefined', '{"message":"function entry exception, error: undefined"}'],
  ["{ message: 'no', code: 7 }", '{"message":"function entry exception, error: no","code":7}'],
])(
  'a callback with the error %s is a failure in the form that the platform gives it',
  async (error, message) => {
    const answer = await run(`exports.handler = (event, context, callback) => callback(${error}, 'data');`);
    expect(answer).toEqual({ code: 4001, message });
  },
);

test('the first answer counts', async () => {
  expect(
    await run(
      "exports.handler = (e, c, cb) => { cb(null, 'one'); cb(new Error('two')); throw new Error('three'); };",
    ),
  ).toBe('one');
  expect(await run("exports.handler = async (e, c, cb) => { cb(null, 'called'); return 'returned'; };")).toBe(
    'called',
  );
});

test('a result that has no JSON form is a failure', async () => {
  const { code, message } = (await run(
    'exports.handler = async (e, c) => { const a = {}; a.a = a; return a; };',
  )) as {
    code: number;
    message: string;
  };
  expect(code).toBe(4007);
  expect(JSON.parse(message)).toEqual({
    errorMessage: expect.stringMatching(
      /^function result is invalid, error: Converting circular structure to JSON/,
    ),
    errorType: 'TypeError',
  });
});

test('an event that is not JSON never reaches the handler', async () => {
  const answer = await run("exports.handler = async (e, c) => 'reached';", '{');
  expect(answer).toEqual({ code: 4002, message: expect.stringContaining('JSON') });
});

test.each([
  ['calls back', 'exports.initializer = (context, callback) => callback(null, "");'],
  ['resolves', 'exports.initializer = async (context, callback) => {};'],
  [
    'does both',
    'exports.initializer = async (context, callback) => { callback(null); throw new Error("late"); };',
  ],
])('an initializer that %s has succeeded', async (_, code) => {
  expect(await initialize(code)).toBe('ready');
});

test.each([
  ['no export', '', 'FunctionConfigError', "initializer 'initializer' not found in module './index.js'"],
  [
    'arity',
    'exports.initializer = (context) => {};',
    'FunctionConfigError',
    'initializer expect to have 2 parameters, but received 1',
  ],
  [
    'rejection',
    "exports.initializer = async (context, callback) => { throw new RangeError('no'); };",
    'RangeError',
    'no',
  ],
])('an initializer that fails is told with its own prefix: %s', async (_, code, errorType, text) => {
  const failure = (await initialize(code)) as { code: number; message: string };
  expect(failure.code).toBe(4009);
  expect(JSON.parse(failure.message)).toMatchObject({
    errorType,
    errorMessage: `function initialization exception, error: ${text}`,
  });
});
