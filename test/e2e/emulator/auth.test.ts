import { FunctionGraphClient, signRequest } from 'temporal-functiongraph/functiongraph';
import type { EmulatorEvent } from 'temporal-functiongraph/emulator';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';

const KEY = { accessKey: 'AK', secretKey: 'very-secret' };
const FUNCTIONS = {
  echo: {
    'index.js':
      'exports.handler = async (event, context) => [event, context.getAlias(), context.getVersion()];',
    'function.yaml': 'versions: [v1]\naliases: { prod: v1 }',
  },
};

let emulator: TestEmulator;
let events: EmulatorEvent[];
afterEach(async () => emulator.close());

const start = async (options: Parameters<typeof emulatorFor>[1]): Promise<void> => {
  events = [];
  emulator = await emulatorFor(FUNCTIONS, { onEvent: (event) => events.push(event), ...options });
};
const urn = `urn:fss:cn-north-4:${PROJECT_ID}:function:default:echo:!prod`;

test.each(['!', '%21'])('a signed call of an alias passes whether its path says %s or not', async (mark) => {
  await start({ keys: KEY });
  const path = `/v2/${PROJECT_ID}/fgs/functions/${urn.replace('!', mark)}/invocations`;
  const body = '{"ä": 1}\n';
  const headers = signRequest({ method: 'POST', url: emulator.address + path, headers: {}, body }, KEY);
  const response = await fetch(emulator.address + path, { method: 'POST', headers, body });
  expect(await response.json()).toEqual([{ ä: 1 }, 'prod', 'v1']);
});

test.each([
  ['a wrong secret', { ...KEY, secretKey: 'other' }, 'verify aksk signature fail'],
  ['an unknown key', { ...KEY, accessKey: 'NOBODY' }, 'ak NOBODY not exist'],
  [
    "a security token that is not the key's",
    { ...KEY, securityToken: 'other' },
    'the security token is not that of the ak',
  ],
])('%s is refused before anything runs, and no secret is told', async (_, key, reason) => {
  await start({ keys: KEY });
  const url = `${emulator.address}/v2/${PROJECT_ID}/fgs/functions/echo/invocations`;
  const headers = signRequest({ method: 'POST', url, headers: {}, body: '{}' }, key);
  const response = await fetch(url, { method: 'POST', headers, body: '{}' });
  expect(response.status).toBe(401);
  const answer = (await response.json()) as Record<string, string>;
  expect(answer).toEqual({
    error_code: 'APIGW.0301',
    error_msg: expect.stringContaining(`Incorrect IAM authentication information: ${reason}`),
    request_id: response.headers.get('x-request-id'),
  });
  expect(events.map(({ type }) => type)).toEqual(['refused']);
  for (const secret of ['very-secret', 'other', headers['Authorization']?.slice(-64) ?? ''])
    expect(JSON.stringify([answer, events]).replace('is not that of', '')).not.toContain(secret);
});

test('a call without credentials is refused', async () => {
  await start({ keys: KEY });
  const response = await emulator.call('echo');
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error_code: 'APIGW.0301' });
});

test('a token passes, another is refused, and keys go on working beside it', async () => {
  await start({ keys: KEY, token: 'good' });
  expect([await statusWith('good'), await statusWith('bad')]).toEqual([200, 401]);
  expect(await statusWithKey(KEY)).toBe(200);
});

test('temporary keys pass with their security token', async () => {
  const temporary = { ...KEY, securityToken: 'sts' };
  await start({ keys: temporary });
  expect(await statusWithKey(temporary)).toBe(200);
});

test('a key is locked after six failures in a row, where the options ask for it', async () => {
  await start({ keys: KEY, lockKeys: true });
  const wrong = { ...KEY, secretKey: 'other' };
  for (let failure = 1; failure <= 5; failure++) expect(await statusWithKey(wrong)).toBe(401);
  expect(await statusWithKey(KEY)).toBe(200);
  for (let failure = 1; failure <= 6; failure++) expect(await statusWithKey(wrong)).toBe(401);
  expect(await statusWithKey(KEY)).toBe(401);
  expect(events.at(-1)).toMatchObject({
    message: expect.stringContaining('AK access failed to reach the limit'),
  });
});

async function statusWith(token: string): Promise<number> {
  return (await emulator.call('echo', {}, { headers: { 'X-Auth-Token': token } })).status;
}

async function statusWithKey(auth: typeof KEY): Promise<number> {
  const client = new FunctionGraphClient({
    region: 'cn-north-4',
    projectId: PROJECT_ID,
    endpoint: emulator.address,
    auth,
  });
  try {
    await client.invoke(urn, {});
    return 200;
  } catch (error) {
    return (error as { httpStatus: number }).httpStatus;
  } finally {
    await client.close();
  }
}
