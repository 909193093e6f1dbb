import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { emulator, PROJECT, type RunningEmulator } from './emulator';
import { cleanUp, emptyFolder, tfg } from './tfg';

const urn = (name: string) => `urn:fss:cn-north-4:${PROJECT}:function:default:${name}:latest`;

let service: RunningEmulator;
let occupied: Server;
let port: number;
beforeAll(async () => {
  service = await emulator({
    echo: 'return event;',
    big: 'return "x".repeat(7 * 1024 * 1024);',
    cyclic: 'const value = {}; value.self = value; return value;',
  });
  occupied = createServer();
  await new Promise<void>((resolve) => {
    occupied.listen(0, '127.0.0.1', resolve);
  });
  ({ port } = occupied.address() as AddressInfo);
});
afterAll(async () => {
  occupied.close();
  await cleanUp();
});

/** What a user sees: nothing on standard output, one message without a stack, an exit code. */
async function refusal(
  args: readonly string[],
  env: Readonly<Record<string, string>> = service.env,
  cwd = emptyFolder(),
): Promise<{ code: number | null; says: string }> {
  const { code, stdout, stderr } = await tfg(args, { env, cwd });
  const [, says] = /^error: (.*)\n$/.exec(stderr) ?? [];
  if (says === undefined || stdout !== '') throw new Error(`more than one message: ${stdout}${stderr}`);
  return { code, says: says.replaceAll(/\(request \S+\)/g, '(request ID)') };
}

const NO_KEYS = { HUAWEICLOUD_SDK_AK: '', HUAWEICLOUD_SDK_SK: '' };

describe.each([['invoke', 'echo'], ['worker']])('tfg %s', (...args) => {
  test('without credentials', async () => {
    expect(await refusal(args, { ...service.env, ...NO_KEYS })).toEqual({
      code: 2,
      says:
        'no credentials: HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set (auth.type aksk). Set them to an access key of your account ' +
        '(console: My Credentials, Access Keys), or set auth.type to token, password or agency.',
    });
  });

  test('with a region that there is none of', async () => {
    const { FUNCTIONGRAPH_ENDPOINT: _, ...env } = service.env;
    expect(await refusal([...args, '--region', 'cn-nroth-4'], env)).toEqual({
      code: 2,
      says: '--region: region: "cn-nroth-4" is not a known region. Did you mean "cn-north-4"? For any other region set endpoint too.',
    });
  });

  test('with an unknown configuration key', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'tfg.yaml'), 'worker:\n  taskQeue: orders\n');
    expect(await refusal(args, service.env, cwd)).toEqual({
      code: 2,
      says:
        'tfg.yaml:2:3: worker.taskQeue: unknown key. Did you mean "taskQueue"? ' +
        'Known here: taskQueue, workflows, httpPort, metricsPort, shutdownGrace, maxConcurrentCalls, maxConcurrentCallsPerFunction, maxCallsPerSecond, deployment.',
    });
  });
});

describe('tfg invoke', () => {
  test('with a malformed URN', async () => {
    expect(await refusal(['invoke', 'urn:fss:echo'])).toEqual({
      code: 2,
      says:
        '"urn:fss:echo" is not a function: a URN has 7 or 8 fields, this one has 3. Give a name such as resize, ' +
        `project:package:name:version, or a URN such as ${urn('resize')} (an alias in place of the version: !prod).`,
    });
  });

  test('of a function that is not there', async () => {
    expect(await refusal(['invoke', 'nope'])).toEqual({
      code: 2,
      says:
        `Invoking nope (${urn('nope')}) failed: HTTP 404 FSS.1051: Not found the function ${urn('nope')} (request ID). ` +
        'Check the name, region and project of the function, or deploy it.',
    });
  });

  test('with an event over 6 MB', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'event.json'), JSON.stringify('x'.repeat(6 * 1024 * 1024)));
    expect(await refusal(['invoke', 'echo', '--event', '@event.json'], service.env, cwd)).toEqual({
      code: 2,
      says:
        `Invoking echo (${urn('echo')}) was refused: the event has 6291458 bytes as JSON, the limit is 6291456 (6 MB). ` +
        'Put large data into OBS and pass its address.',
    });
  });

  test('with an event that is not JSON', async () => {
    expect(await refusal(['invoke', 'echo', '--event', '{width: 1}'])).toEqual({
      code: 2,
      says:
        "the event (--event) is not JSON: Expected property name or '}' in JSON at position 1. " +
        `Give JSON such as '{"width": 200}', @FILE, or - to read standard input.`,
    });
  });

  test('of a function whose output is not JSON', async () => {
    expect(await refusal(['invoke', 'cyclic'])).toEqual({
      code: 1,
      says:
        `Invoking cyclic (${urn('cyclic')}) failed: 4007, TypeError: function result is invalid, error: Converting circular ` +
        "structure to JSON --> starting at object with constructor 'Object' --- property 'self' closes the circle " +
        '(request ID). The return value is not JSON: return plain data without circles.',
    });
  });

  test('of a function whose output is over the limit', async () => {
    expect(await refusal(['invoke', 'big'])).toEqual({
      code: 1,
      says:
        `Invoking big (${urn('big')}) failed: 4004, response body size 7340032 exceeds the limit of 6291456 (request ID). ` +
        'Let the function return at most 6 MB: put large data into OBS and return its address.',
    });
  });

  test('with a wrong key', async () => {
    expect(await refusal(['invoke', 'echo'], { ...service.env, HUAWEICLOUD_SDK_SK: 'wrong' })).toEqual({
      code: 2,
      says:
        `Invoking echo (${urn('echo')}) failed: HTTP 401 APIGW.0301: verify aksk signature fail (request ID). ` +
        'Check key, secret, token and clock; do not try again at once: more than five refusals in a row lock the key for five minutes.',
    });
  });

  test('with a time longer than the gateway waits', async () => {
    expect(await refusal(['invoke', 'echo', '--timeout', '2m'])).toEqual({
      code: 2,
      says:
        '--timeout 2m: give a time with its unit of at most 90s, for example 30s. ' +
        'The gateway cuts a synchronous call after 90 s; use --async for longer ones.',
    });
  });
});

describe('tfg worker', () => {
  test.each([
    ['--http-port', 'worker.httpPort'],
    ['--metrics-port', 'worker.metricsPort'],
  ])('with a %s in use', async (option, key) => {
    expect(await refusal(['worker', option, String(port)])).toEqual({
      code: 2,
      says: `${key}: port ${port} on 127.0.0.1 is in use by another program. Stop that, or choose another port (0 takes a free one).`,
    });
  });

  test('with a wrong key takes no work', async () => {
    expect(await refusal(['worker'], { ...service.env, HUAWEICLOUD_SDK_SK: 'wrong' })).toEqual({
      code: 2,
      says:
        `Checking access to ${service.address} failed: HTTP 401 APIGW.0301: verify aksk signature fail (request ID). ` +
        'Check key, secret, token and clock; do not try again at once: more than five refusals in a row lock the key for five minutes.',
    });
  });

  test('where Temporal is not reachable', async () => {
    const env = { ...service.env, TEMPORAL_ADDRESS: '127.0.0.1:1' };
    expect(await refusal(['worker', '--connect-timeout', '500ms', '--log-level', 'ERROR'], env)).toEqual({
      code: 4,
      says:
        'Temporal at 127.0.0.1:1 is not reachable: connection refused (tried for 0.5 s). Start a server there ' +
        '(temporal server start-dev), or set TEMPORAL_ADDRESS, or choose a profile with TEMPORAL_PROFILE.',
    });
  });

  test('where the service is not reachable', async () => {
    expect(
      await refusal(['worker'], { ...service.env, FUNCTIONGRAPH_ENDPOINT: 'http://127.0.0.1:1' }),
    ).toEqual({
      code: 4,
      says:
        'Checking access to http://127.0.0.1:1 failed: connect ECONNREFUSED 127.0.0.1:1. Nothing was sent. ' +
        'Check the endpoint, the region and the network; an emulator there has to be started first.',
    });
  });

  test('with a namespace that Temporal does not have', async () => {
    const address = process.env['TEST_TEMPORAL_ADDRESS'] ?? '';
    const env = { ...service.env, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'nope' };
    expect(await refusal(['worker', '--log-level', 'ERROR'], env)).toEqual({
      code: 2,
      says:
        `Temporal at ${address} has no namespace nope. Set TEMPORAL_NAMESPACE to one that it has, ` +
        'or create it (temporal operator namespace create nope).',
    });
  });

  test('with a profile that there is none of', async () => {
    const env = { ...service.env, TEMPORAL_PROFILE: 'nope', XDG_CONFIG_HOME: emptyFolder() };
    expect(await refusal(['worker'], env)).toEqual({
      code: 2,
      says:
        "Temporal's configuration cannot be used: Profile 'nope' not found in config data. " +
        'Check the TEMPORAL_* variables, the profile and temporal.toml.',
    });
  });

  test('with a workflows file that is not there', async () => {
    const cwd = emptyFolder();
    expect(await refusal(['worker', '--workflows', 'flows.ts'], service.env, cwd)).toEqual({
      code: 2,
      says: `worker.workflows: there is no file ${join(cwd, 'flows.ts')}. Name the .js or .ts file that exports your workflows.`,
    });
  });

  test('with workflow code that imports what there is none of', async () => {
    const cwd = emptyFolder();
    const file = join(cwd, 'flows.ts');
    writeFileSync(file, 'import { x } from "nope";\nexport async function flow() { return x; }\n');
    const { code, stderr } = await tfg(['worker', '--workflows', file, '--log-level', 'ERROR'], {
      env: service.env,
      cwd,
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^error: worker\.workflows: \S+flows\.ts cannot be bundled: \S+flows\.ts 1:0-25\n {2}Module not found: Error: Can't resolve 'nope' in '\S+'\n {2}Workflow code runs in a sandbox/,
    );
  });
});

describe('tfg emulator', () => {
  const args = ['emulator', '--functions', '.', '--project', PROJECT];

  test('with a port in use', async () => {
    expect(await refusal([...args, '--port', String(port)])).toEqual({
      code: 2,
      says:
        `The emulator cannot listen on 127.0.0.1:${port}: the port is in use. ` +
        'Stop what listens there, choose another port, or take port 0 for a free one.',
    });
  });

  test('with half a key pair', async () => {
    expect(await refusal([...args, '--port', '0', '--access-key', 'AK'], {})).toEqual({
      code: 2,
      says: 'a key pair needs both parts: --secret-key (or HUAWEICLOUD_SDK_SK) is missing.',
    });
  });

  test('with a folder that is not there', async () => {
    const cwd = emptyFolder();
    const result = await tfg(['emulator', '--functions', 'nope', '--project', PROJECT], { cwd });
    expect(result).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^error: .*nope.* does not exist/) as string,
    });
  });
});

test('a stack is shown only with --debug', async () => {
  const { stderr } = await tfg(['--debug', 'invoke', 'urn:x'], { env: service.env });
  expect(stderr).toMatch(/\n {4}at /);
});
