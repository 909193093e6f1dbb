import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signRequest } from 'temporal-functiongraph/functiongraph';
import { emulator, PROJECT, type RunningEmulator } from '../cli/emulator';
import { cleanUp, emptyFolder, tfg } from '../cli/tfg';
import { type EchoingGateway, FAILING, startEchoingGateway } from './echoing-gateway';
import { leaks } from './texts-in';

const ALL_SECRETS = {
  HUAWEICLOUD_SDK_SK: 'sk/very+secret==',
  HUAWEICLOUD_SDK_SECURITY_TOKEN: 'sts/very+secret==',
  FUNCTIONGRAPH_TOKEN: 'MIIE/very+secret==',
  HW_USER_PASSWORD: 'password/very+secret==',
  TEMPORAL_API_KEY: 'api-key/very+secret==',
};
const OWN = Object.values(ALL_SECRETS);
const env = { ...ALL_SECRETS, HUAWEICLOUD_SDK_AK: 'AK', HW_USER_NAME: 'me', HW_DOMAIN_NAME: 'us' };
const place = { FUNCTIONGRAPH_REGION: 'cn-north-4', HUAWEICLOUD_SDK_PROJECT_ID: PROJECT };

let service: RunningEmulator;
let gateway: EchoingGateway;
beforeAll(async () => {
  service = await emulator(
    { fine: 'return event;' },
    '--secret-key',
    ALL_SECRETS.HUAWEICLOUD_SDK_SK,
    '--security-token',
    ALL_SECRETS.HUAWEICLOUD_SDK_SECURITY_TOKEN,
    '--token',
    ALL_SECRETS.FUNCTIONGRAPH_TOKEN,
  );
  gateway = await startEchoingGateway(service.address);
});
afterAll(async () => {
  await cleanUp();
  await gateway.close();
});

/** What a command prints with every secret in its environment, and as loud as it can be. */
async function output(
  args: readonly string[],
  more: Record<string, string> = {},
  cwd?: string,
): Promise<string> {
  const options = { env: { ...env, ...place, ...more }, ...(cwd !== undefined && { cwd }) };
  const { stdout, stderr } = await tfg(['--debug', ...args], options);
  return stdout + stderr;
}

const expectNoLeak = (text: string) => expect(leaks(text, [...OWN, ...gateway.received()])).toEqual([]);

describe.each(['aksk', 'token'])('with auth.type %s', (type) => {
  test.each(['fine', ...FAILING, 'throttled', 'refused'])('tfg invoke %s prints no secret', async (fn) => {
    const args = ['invoke', fn, '--logs', '--event', '{"some":"event"}'];
    const more = { FUNCTIONGRAPH_ENDPOINT: gateway.address, FUNCTIONGRAPH_AUTH_TYPE: type };
    const [plain, json] = await Promise.all([output(args, more), output([...args, '--json'], more)]);
    expect(gateway.requests.at(-1)?.url).toContain(fn);
    expect(plain).not.toBe('');
    expectNoLeak(plain + json);
  });
});

test.each([
  ['an unknown key', 'auth: { secretKey: "MINE/very+secret==" }'],
  ['a secret where a mapping should be', 'auth: "MINE/very+secret=="'],
  ['a secret as the kind of credentials', 'auth: { type: "MINE/very+secret==" }'],
  ['a token of the worker', 'worker: { token: "MINE/very+secret==" }'],
  ['broken YAML', 'auth: { secretKey: "MINE/very+secret== }'],
])('a file with %s is refused without a secret', async (_, yaml) => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'tfg.yaml'), `region: cn-north-4\n${yaml}\n`);
  const text = await output(['worker'], {}, cwd);
  expect(text).toMatch(/error: tfg\.yaml:\d:/);
  expect(leaks(text, [...OWN, 'MINE/very+secret=='])).toEqual([]);
});

test.each([
  [
    'an endpoint with a password',
    { FUNCTIONGRAPH_ENDPOINT: 'https://me:password%2Fvery%2Bsecret%3D%3D@localhost' },
  ],
  ['a password that IAM does not take', { FUNCTIONGRAPH_AUTH_TYPE: 'password' }],
  ['a key that is refused', { HUAWEICLOUD_SDK_AK: 'OTHER' }],
  ['a Temporal server that is not there', { TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_TLS: 'false' }],
  ['a Temporal server that speaks no TLS', { TEMPORAL_ADDRESS: 'ENDPOINT' }],
])('tfg worker with %s says no secret', async (_, wrong) => {
  const endpoint = gateway.address;
  const more: Record<string, string> = {
    FUNCTIONGRAPH_ENDPOINT: endpoint,
    FUNCTIONGRAPH_IAM_ENDPOINT: endpoint,
    ...wrong,
  };
  if (more['TEMPORAL_ADDRESS'] === 'ENDPOINT') more['TEMPORAL_ADDRESS'] = new URL(endpoint).host;
  const text = await output(['worker', '--connect-timeout', '1s', '--log-level', 'TRACE'], more);
  expect(text).toContain('error: ');
  expectNoLeak(text);
});

test('no help shows what stands in the environment', async () => {
  const texts = await Promise.all(['emulator', 'worker', 'invoke'].map((name) => output([name, '--help'])));
  expect(texts.join()).toContain('HUAWEICLOUD_SDK_SK');
  expectNoLeak(texts.join());
});

test('the log of an emulator holds no secret of callers, refused ones included', async () => {
  const url = `${service.address}/v2/${PROJECT}/fgs/functions/fine/invocations`;
  const body = '{}';
  const tokens = { 'x-auth-token': 'theirs/very+secret==' };
  const keys = { accessKey: 'AK', secretKey: 'theirs', securityToken: 'theirs/very+secret==' };
  const signed = signRequest(
    { method: 'POST', url, headers: { 'content-type': 'application/json' }, body },
    keys,
  );
  const right = {
    ...keys,
    secretKey: ALL_SECRETS.HUAWEICLOUD_SDK_SK,
    securityToken: ALL_SECRETS.HUAWEICLOUD_SDK_SECURITY_TOKEN,
  };
  const echoed = signRequest(
    { method: 'POST', url, headers: { 'content-type': 'application/json' }, body },
    right,
  );
  const answers: string[] = [];
  for (const headers of [
    tokens,
    signed,
    { ...echoed, 'x-sdk-date': '20200101T000000Z' },
    { ...echoed, 'content-type': 'text/plain' },
  ]) {
    const response = await fetch(url, { method: 'POST', headers, body });
    expect(response.status).toBe(401);
    answers.push(await response.text());
  }
  await service.process.says(/verify aksk signature fail/);
  const secrets = [
    ...OWN,
    'theirs/very+secret==',
    ...[signed, echoed].map(({ Authorization = 'none' }) => Authorization.slice(-64)),
  ];
  expect(leaks(service.process.stderr + answers.join(), secrets)).toEqual([]);
});
