import type { ServerResponse } from 'node:http';
import { ObsStore, type ObsStoreOptions } from '../../../../activities/objects';
import {
  startScriptedServer,
  type ReceivedRequest,
  type ScriptedServer,
} from '../../../support/scripted-server';
import { problemOf, textOf } from './support';

const SECRET = 'very-secret-key';
const TOKEN = 'security-token-of-a-key-pair';
const auth = { accessKey: 'AK', secretKey: SECRET };

let server: ScriptedServer | undefined;
let store: ObsStore | undefined;
afterEach(async () => {
  store?.close();
  await server?.close();
});

async function storeOf(
  answer: (response: ServerResponse, request: ReceivedRequest) => void,
  options: Partial<ObsStoreOptions> = {},
): Promise<ObsStore> {
  server = await startScriptedServer((request, response) => answer(response, request));
  store = new ObsStore({ region: 'cn-north-4', endpoint: server.address, auth, ...options });
  return store;
}

const begun = (response: ServerResponse) =>
  response.writeHead(200, { 'content-length': '100' }).write('half');

/** The request that the server got first. */
function firstRequest(): ReceivedRequest {
  const [request] = server?.requests ?? [];
  if (request === undefined) throw new Error('nothing was sent');
  return request;
}

const refusal = (code: string) =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>StringToSign ${SECRET}</Message><RequestId>R1</RequestId></Error>`;

test('requests are signed for the region, with the security token of a temporary key pair', async () => {
  const obs = await storeOf((response) => response.end('x'), { auth: { ...auth, securityToken: TOKEN } });
  await textOf(await obs.read('data', 'a b/c.csv', { fromByte: 7, etag: '"v1"' }));
  const { url, headers } = firstRequest();
  expect(url).toMatch(/^\/data\/a%20b\/c\.csv/);
  expect(headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AK\/\d{8}\/cn-north-4\/s3\/aws4_request/,
  );
  expect(headers).toMatchObject({
    'x-amz-security-token': TOKEN,
    range: 'bytes=7-',
    'if-match': '"v1"',
  });
});

test('a write is one plain body that old servers understand', async () => {
  const obs = await storeOf((response) => response.end());
  await obs.write('data', 'x.json', '["é"]');
  expect(server?.requests).toMatchObject([
    { method: 'PUT', body: '["é"]', headers: { 'content-type': 'application/json', 'content-length': '6' } },
  ]);
  const { headers } = firstRequest();
  expect(
    Object.keys(headers).filter((name) => /checksum|trailer|sdk-checksum|content-encoding/.test(name)),
  ).toEqual([]);
});

test('a provider of credentials is asked for each request', async () => {
  let asked = 0;
  const obs = await storeOf((response) => response.end(), {
    auth: async () => ({ accessKey: `AK${(asked += 1)}`, secretKey: SECRET }),
  });
  for (const key of ['a', 'b']) await obs.write('data', key, '');
  const keys = server?.requests.map(
    ({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? '')?.[1],
  );
  expect(new Set(keys).size).toBe(2);
});

test.each([
  [404, 'NoSuchKey', 'NotFound', 'there is no such object. Check the key (404 NoSuchKey'],
  [
    404,
    'NoSuchBucket',
    'NotFound',
    'there is no such bucket. Check its name and the region (404 NoSuchBucket',
  ],
  [
    403,
    'AccessDenied',
    'Denied',
    'access was denied. Check what the credentials may do there (403 AccessDenied',
  ],
  [
    403,
    'SignatureDoesNotMatch',
    'Denied',
    'Check HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, and the region (403 S',
  ],
  [412, 'PreconditionFailed', 'Changed', 'it was changed since reading it began; start again (412'],
  [416, 'InvalidRange', 'Changed', 'it became shorter since reading it began; start again (416'],
  [400, 'InvalidArgument', 'Failed', 'the service refused the request (400 InvalidArgument'],
])(
  'status %d %s is told as what it is, without the text of the service',
  async (status, code, problem, text) => {
    const obs = await storeOf((response) => response.writeHead(status).end(refusal(code)));
    const [kind, message] = await problemOf(obs.read('data', 'x.csv'));
    expect([kind, message]).toEqual([problem, expect.stringContaining(text)]);
    expect(message).toMatch(/^object "x\.csv" of bucket "data" \(OBS at http:\/\/127\.0\.0\.1:\d+\): /);
    expect(message).not.toContain(SECRET);
  },
);

test('a service that cannot answer is asked three times, and may succeed later', async () => {
  const obs = await storeOf((response) => response.writeHead(503).end(refusal('SlowDown')));
  await expect(obs.write('data', 'x', '')).rejects.toMatchObject({ problem: 'Failed', transient: true });
  expect(server?.requests).toHaveLength(3);
});

test('a service that is not there may be there later', async () => {
  const obs = await storeOf((response) => response.end());
  await server?.close();
  await expect(obs.list('data')).rejects.toMatchObject({ problem: 'Unreachable', transient: true });
});

test('a body that is cut off or falls silent is an error, never a shorter object', async () => {
  const cut = await storeOf((response) => {
    begun(response);
    setImmediate(() => response.destroy());
  });
  expect((await problemOf(cut.read('data', 'x').then(textOf)))[0]).toBe('Unreachable');
  await server?.close();
  const silent = await storeOf(begun, { timeoutMs: 50 });
  expect(await problemOf(silent.read('data', 'x').then(textOf))).toEqual([
    'Unreachable',
    expect.stringContaining('reading was cut off (nothing came for 50 ms).'),
  ]);
});

test('reading ends with its signal, before the answer and in the middle of the body', async () => {
  const silent = await storeOf((response, { url }) => {
    if (url.includes('begun')) response.writeHead(200, { 'content-length': '100' }).write('half');
  });
  for (const key of ['silent', 'begun']) {
    const abort = new AbortController();
    const reading = silent.read('data', key, { signal: abort.signal }).then(textOf);
    setTimeout(() => abort.abort(new Error('enough')), 30);
    await expect(reading).rejects.toThrow('enough');
  }
});

test('an IAM token is refused before anything is sent', async () => {
  const obs = await storeOf((response) => response.end(), { auth: { token: SECRET } });
  expect(await problemOf(obs.read('data', 'x'))).toEqual([
    'Denied',
    expect.stringContaining('OBS takes no IAM token'),
  ]);
  expect(server?.requests).toEqual([]);
});

test('the address follows from the region', () => {
  expect(new ObsStore({ region: 'ap-southeast-1', auth }).name).toBe(
    'OBS at https://obs.ap-southeast-1.myhuaweicloud.com',
  );
});
