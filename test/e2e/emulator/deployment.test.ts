import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startEmulator } from 'temporal-functiongraph/emulator';
import {
  emulatorFor,
  PROJECT_ID,
  type TestEmulator,
  writeFunction,
  writeFunctions,
} from '../../support/emulator';
import { until } from '../../support/until';

let emulator: TestEmulator | undefined;
afterEach(async () => emulator?.close());

const returns = (text: string): string => `exports.handler = async (event, context) => '${text}';`;
const urn = (name: string): string => `urn:fss:cn-north-4:${PROJECT_ID}:function:default:${name}:latest`;
const textOf = async (response: Promise<Response> | undefined): Promise<string | undefined> =>
  (await response)?.text();
const qualified = (name: string, qualifier: string): string => `${PROJECT_ID}:default:${name}:${qualifier}`;

test('a changed file runs from the next call on, while a running call finishes with the old one', async () => {
  const seen: string[] = [];
  emulator = await emulatorFor(
    {
      change:
        "exports.handler = async (e, c) => { await new Promise((r) => setTimeout(r, e)); return 'old'; };",
    },
    { onEvent: ({ type }) => seen.push(type) },
  );
  expect(await textOf(emulator.call('change', 0))).toBe('old');
  const running = emulator.call('change', 300);
  await until(() => seen.filter((type) => type === 'call').length === 2);
  writeFunction(emulator.folder, 'change', { 'index.js': "exports.handler = require('./lib/new');" });
  writeFunction(emulator.folder, 'change', { 'lib/new.js': "module.exports = async (e, c) => 'new';" });
  expect(await textOf(emulator.call('change', 0))).toBe('new');
  expect(await textOf(running)).toBe('old');
  writeFunction(emulator.folder, 'change', { 'lib/new.js': "module.exports = async (e, c) => 'newer';" });
  expect(await textOf(emulator.call('change', 0))).toBe('newer');
});

test('functions come and go with their folders', async () => {
  emulator = await emulatorFor({ first: returns('1') });
  expect((await emulator.call('second')).status).toBe(404);
  writeFunction(emulator.folder, 'second', returns('2'));
  expect(await textOf(emulator.call('second'))).toBe('2');
  rmSync(join(emulator.folder, 'second'), { recursive: true });
  expect((await emulator.call('second')).status).toBe(404);
});

test('files beside the functions, and their node_modules, are no functions', async () => {
  emulator = await emulatorFor({ real: returns('1'), node_modules: returns('a package') });
  writeFileSync(join(emulator.folder, 'README'), 'Functions of the shop.');
  for (const name of ['README', 'node_modules']) {
    const response = await emulator.call(name);
    expect([response.status, await response.json()]).toEqual([
      404,
      expect.objectContaining({ error_code: 'FSS.1051' }),
    ]);
  }
  expect(await textOf(emulator.call('real'))).toBe('1');
});

test('versions run their own code where they have it, and aliases stand for versions', async () => {
  emulator = await emulatorFor({
    many: {
      'index.js': 'exports.handler = async (e, c) => `shared ${c.getVersion()} ${c.getAlias()}`;',
      'versions/v1/index.js': returns('one'),
      'function.yaml': 'versions: [v1, v2]\naliases: { prod: v1, next: latest }',
    },
  });
  const answers = [];
  for (const qualifier of ['latest', 'v1', 'v2', '!prod', '!next'])
    answers.push(await textOf(emulator.call(qualified('many', qualifier))));
  expect(answers).toEqual(['shared latest ', 'one', 'shared v2 ', 'one', 'shared latest next']);
});

test('node_modules beside the code are found', async () => {
  emulator = await emulatorFor({
    dependent: {
      'index.js': "exports.handler = async (e, c) => require('dependency');",
      'node_modules/dependency/index.js': "module.exports = 'found';",
    },
  });
  expect(await textOf(emulator.call('dependent'))).toBe('found');
});

test('code is CommonJS in sloppy mode, even below a package of modules', async () => {
  emulator = await emulatorFor({
    sloppy: {
      'index.js':
        'undeclared = 5; exports.handler = async (e, c) => ({ undeclared, here: typeof __dirname });',
    },
  });
  writeFileSync(join(emulator.folder, 'package.json'), '{"type":"module"}');
  expect(await textOf(emulator.call('sloppy'))).toBe('{"undeclared":5,"here":"string"}');
});

test.each([
  ['a misspelt key', 'timeout: 3', /sick.function\.yaml: .*"timeout"/],
  ['a wrong value', 'memoryMb: lots', /function\.yaml: memoryMb: /],
  ['an alias of no version', 'aliases: { prod: v1 }', /aliases\.prod: there is no version v1/],
  ['broken YAML', 'handler: [', /function\.yaml: /],
])('a function.yaml with %s is refused at the start', async (_, yaml, message) => {
  const functions = writeFunctions({ sick: { 'index.js': returns('x'), 'function.yaml': yaml } });
  await expect(startEmulator({ functions })).rejects.toThrow(message);
  rmSync(functions, { recursive: true });
});

test('a function.yaml that breaks later is told to the caller, until it is mended', async () => {
  emulator = await emulatorFor({
    sick: { 'index.js': returns('well'), 'function.yaml': 'timeoutSeconds: 3' },
  });
  writeFunction(emulator.folder, 'sick', { 'function.yaml': 'timeOut: 3' });
  const response = await emulator.call('sick');
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error_code: 'FSS.0400',
    error_msg: expect.stringContaining('timeOut'),
  });
  writeFunction(emulator.folder, 'sick', { 'function.yaml': 'timeoutSeconds: 4' });
  expect(await textOf(emulator.call('sick'))).toBe('well');
});

test('a folder that is not there, and a name in two folders, are refused at the start', async () => {
  const [first, second] = [writeFunctions({ twin: returns('1') }), writeFunctions({ twin: returns('2') })];
  await expect(startEmulator({ functions: join(first, 'nothing') })).rejects.toThrow(
    /nothing does not exist: create it/,
  );
  await expect(startEmulator({ functions: [first, second] })).rejects.toThrow(
    /Two functions folders have a function twin/,
  );
  for (const folder of [first, second]) rmSync(folder, { recursive: true });
});

test('a port in use is refused with the remedy', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as { port: number };
  const functions = writeFunctions({});
  await expect(startEmulator({ functions, port })).rejects.toThrow(
    `The emulator cannot listen on 127.0.0.1:${port}: the port is in use.`,
  );
  taken.close();
  rmSync(functions, { recursive: true });
});

test('functions are listed and described as the API does', async () => {
  emulator = await emulatorFor({
    alpha: { 'index.js': returns('a'), 'function.yaml': 'environment: { KEY: value }\nmemoryMb: 512' },
    beta: returns('b'),
  });
  mkdirSync(join(emulator.folder, '.hidden'));
  const get = async (path: string): Promise<Record<string, unknown>> =>
    (await fetch(`${emulator?.address}/v2/${PROJECT_ID}/fgs/functions${path}`)).json() as Promise<
      Record<string, unknown>
    >;
  expect(await get('')).toEqual({
    functions: [
      expect.objectContaining({ func_name: 'alpha', func_urn: urn('alpha') }),
      expect.objectContaining({ func_name: 'beta', func_urn: urn('beta') }),
    ],
    count: 2,
    next_marker: 2,
  });
  expect(await get('?maxitems=1&marker=1')).toMatchObject({ functions: [{ func_name: 'beta' }], count: 1 });
  expect(await get('?func_name=alp')).toMatchObject({ count: 1 });
  expect(await get(`/${urn('alpha')}/config`)).toMatchObject({
    func_urn: urn('alpha'),
    handler: 'index.handler',
    timeout: 3,
    memory_size: 512,
    cpu: 600,
    user_data: '{"KEY":"value"}',
    last_modified: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
  expect(await get('/alpha/code')).toMatchObject({
    code_filename: 'index.js',
    func_code: { file: Buffer.from(returns('a')).toString('base64'), link: '' },
  });
});
