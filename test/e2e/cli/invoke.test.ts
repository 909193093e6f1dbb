import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { emulator, PROJECT, type RunningEmulator } from './emulator';
import { cleanUp, emptyFolder, Tfg, tfg } from './tfg';

const SLEEP = 'await new Promise((resolve) => setTimeout(resolve, 60_000));';

let service: RunningEmulator;
/** Takes connections and never answers. */
let server: Server;
let silent: string;
beforeAll(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  silent = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  service = await emulator({
    echo: 'return event;',
    talk: 'console.log("thinking about", event.topic); return "done";',
    fail: 'const error = new Error("no such order"); error.name = "OrderError"; throw error;',
    slow: SLEEP,
    memory: 'console.log("has", context.getMemorySize(), "MB");',
    'ends-by-SIGINT': SLEEP,
    'ends-by-SIGTERM': SLEEP,
    big: 'return "x".repeat(7 * 1024 * 1024);',
    cyclic: 'const value = {}; value.self = value; return value;',
  });
});
afterAll(async () => {
  await cleanUp();
  server.close();
});

const invoke = (...args: string[]) => tfg(['invoke', ...args], { env: service.env });

describe('tfg invoke', () => {
  test('prints the result on standard output and the facts of the call on standard error', async () => {
    const { code, stdout, stderr } = await invoke('echo', '--event', '{"width": 200}');
    expect([code, stdout]).toEqual([0, '{"width":200}\n']);
    expect(stderr).toMatch(/^done, [\d.]+ ms, billed \d+ ms, [\d.]+ of \d+ MB, request \S+\n$/);
  });

  test('sends an empty object where no event is given', async () => {
    expect(await invoke('echo')).toMatchObject({ code: 0, stdout: '{}\n' });
  });

  test('takes the event from a file or from standard input', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'event.json'), '[1, 2]');
    const fromFile = tfg(['invoke', 'echo', '--event', '@event.json'], { env: service.env, cwd });
    const fromInput = tfg(['invoke', 'echo', '--event', '-'], { env: service.env, input: '"text"' });
    expect([(await fromFile).stdout, (await fromInput).stdout]).toEqual(['[1,2]\n', '"text"\n']);
  });

  test('takes a URN', async () => {
    const urn = `urn:fss:cn-north-4:${PROJECT}:function:default:echo:latest`;
    expect(await invoke(urn, '--event', '7')).toMatchObject({ code: 0, stdout: '7\n' });
  });

  test('takes the URN of a name from the configuration', async () => {
    const cwd = emptyFolder();
    writeFileSync(
      join(cwd, 'tfg.yaml'),
      'functions: { repeat: { urn: "urn:fss:${region}:${projectId}:function:default:echo" } }',
    );
    expect(await tfg(['invoke', 'repeat'], { env: service.env, cwd })).toMatchObject({
      code: 0,
      stdout: '{}\n',
    });
  });

  test('shows the log of the function where asked', async () => {
    const { stdout, stderr } = await invoke('talk', '--event', '{"topic": "cats"}', '--logs');
    expect(stdout).toBe('"done"\n');
    expect(stderr).toContain('thinking about cats');
  });

  test('prints one line of JSON for scripts', async () => {
    const { stdout, code } = await invoke('talk', '--event', '{"topic": "cats"}', '--logs', '--json');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      output: 'done',
      requestId: expect.any(String) as string,
      summary: { billedDurationMs: expect.any(Number) as number },
      logs: expect.stringContaining('thinking about cats') as string,
    });
  });

  test('hands an event over without waiting, and prints the request id', async () => {
    const { code, stdout } = await invoke('slow', '--async');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[0-9a-f-]{8,}\n$/);
  });

  test('takes memory and time for an asynchronous call too', async () => {
    await invoke('memory', '--async', '--memory', '512');
    await service.process.says(/has 512 MB/);
    const env = { ...service.env, FUNCTIONGRAPH_ENDPOINT: `http://${silent}` };
    const { code, stderr } = await tfg(['invoke', 'echo', '--async', '--timeout', '200ms'], { env });
    expect([code, stderr]).toEqual([3, expect.stringContaining('200 ms')]);
  });

  test('says which project the emulator serves where the call names another', async () => {
    const env = { ...service.env, HUAWEICLOUD_SDK_PROJECT_ID: 'f'.repeat(32) };
    expect(await tfg(['invoke', 'echo'], { env })).toMatchObject({
      stdout: '',
      stderr: expect.stringContaining(`HTTP 403 FSS.0403: this emulator serves the project ${PROJECT} (`),
    });
  });

  test('refuses to show the log of an asynchronous call', async () => {
    expect(await invoke('echo', '--async', '--logs')).toMatchObject({
      code: 2,
      stdout: '',
      stderr:
        'error: --logs with --async: an asynchronous call is answered before the function runs. Leave out one of them.\n',
    });
  });
});

describe('exit codes', () => {
  test('1 when the function failed, with what the function said', async () => {
    const { code, stdout, stderr } = await invoke('fail');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('no such order');
  });

  test('1 with the error on standard output for scripts', async () => {
    const { code, stdout } = await invoke('fail', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: {
        executed: 'yes',
        functionError: { errorMessage: expect.stringContaining('no such order') as string },
      },
    });
  });

  test('3 when the outcome is unknown', async () => {
    const { code, stderr } = await invoke('slow', '--timeout', '300ms');
    expect([code, stderr]).toEqual([3, expect.stringContaining('300')]);
  });

  test('4 when the service is not reachable', async () => {
    const env = { ...service.env, FUNCTIONGRAPH_ENDPOINT: 'http://127.0.0.1:1' };
    const { code, stderr } = await tfg(['invoke', 'echo'], { env });
    expect([code, stderr]).toEqual([4, expect.stringContaining('127.0.0.1:1')]);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('after %s %d, and says that the function may go on', async (signal, expected) => {
    const call = new Tfg(['invoke', `ends-by-${signal}`], { env: service.env });
    await service.process.says(new RegExp(`ends-by-${signal} is called`));
    call.kill(signal);
    expect(await call.ended).toMatchObject({
      code: expected,
      stderr: `error: ended by ${signal}; the function may have run, or may still be running.\n`,
    });
  });
});
