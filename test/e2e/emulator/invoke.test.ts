import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../support/emulator';

const FUNCTIONS = {
  echo: 'exports.handler = async (event, context) => ({ got: event, rid: context.getRequestID() });',
  text: "exports.handler = async (event, context) => 'plain ' + event;",
  log: "exports.handler = async (event, context) => { console.log('seen', event); console.warn('careful'); return 1; };",
  fail: "exports.handler = async (event, context) => { throw new TypeError('no ' + event); };",
  big: "exports.handler = async (event, context) => 'x'.repeat(event);",
};

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await emulatorFor(FUNCTIONS);
});
afterAll(async () => emulator.close());

test('a result comes back as it is in v0, with every documented header', async () => {
  const response = await emulator.call('echo', { a: 1 });
  const { got, rid } = (await response.json()) as { got: unknown; rid: string };
  expect(response.status).toBe(200);
  expect(got).toEqual({ a: 1 });
  const headers = Object.fromEntries(response.headers);
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'x-cff-request-id': rid,
    'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
    'x-cff-response-version': 'v0',
    'x-func-err-code': '0',
    'x-is-func-err': 'false',
    'x-cff-billing-duration': expect.stringMatching(/^\d+$/),
  });
  expect(headers['x-cff-function-log']).toBeUndefined();
  expect(JSON.parse(headers['x-cff-invoke-summary'] ?? '')).toEqual({
    duration: expect.any(Number),
    billingDuration: Number(headers['x-cff-billing-duration']),
    memorySize: 128,
    memoryUsed: expect.any(Number),
  });
});

test('a result comes back as a string inside JSON in v1', async () => {
  const response = await emulator.call('text', 'words', { version: 'v1' });
  expect(await response.json()).toEqual({
    request_id: response.headers.get('x-cff-request-id'),
    result: 'plain words',
    log: '',
    status: 200,
  });
});

test('the log comes back where it is asked for: base64 in the header, text in v1', async () => {
  const response = await emulator.call('log', 5, { version: 'v1', headers: { 'X-Cff-Log-Type': 'tail' } });
  const rid = response.headers.get('x-cff-request-id');
  const { log } = (await response.json()) as { log: string };
  expect(Buffer.from(response.headers.get('x-cff-function-log') ?? '', 'base64').toString()).toBe(log);
  const lines = log.trimEnd().split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain(`Start invoke request '${rid}', version: latest`);
  expect(lines[1]).toMatch(new RegExp(`Z ${rid} INFO seen 5$`));
  expect(lines[2]).toMatch(new RegExp(`Z ${rid} WARN careful$`));
  expect(lines[3]).toContain(`Finish invoke request '${rid}', duration: `);
});

test('a failed function answers 200 with its code, its envelope and no foreign stack frames', async () => {
  const response = await emulator.call('fail', 'way', { headers: { 'X-Cff-Log-Type': 'tail' } });
  expect(response.status).toBe(200);
  expect(response.headers.get('x-func-err-code')).toBe('4002');
  expect(response.headers.get('x-is-func-err')).toBe('true');
  expect(await response.json()).toEqual({
    errorMessage: 'function invocation exception, error: no way',
    errorType: 'TypeError',
    stackTrace: [expect.stringMatching(/^at exports\.handler \(\.\/index\.js:1:\d+\)$/)],
  });
  const log = Buffer.from(response.headers.get('x-cff-function-log') ?? '', 'base64').toString();
  expect(log).toContain('(invoke Failed), duration: ');
});

test('a failed function has status 500 in v1', async () => {
  const response = await emulator.call('fail', 'way', { version: 'v1' });
  const { result, status } = (await response.json()) as { result: string; status: number };
  expect(status).toBe(500);
  expect(JSON.parse(result)).toMatchObject({ errorType: 'TypeError' });
});

test('a failed function answers 500 in the form of the kernel where the options say so', async () => {
  const other = await emulatorFor({ fail: FUNCTIONS.fail }, { failureStatus: 500 });
  try {
    const response = await other.call('fail', 'way', { version: 'v1' });
    expect(response.status).toBe(500);
    expect(response.headers.get('x-func-err-code')).toBe('4002');
    expect(await response.json()).toEqual({
      code: 4002,
      message: expect.objectContaining({ errorType: 'TypeError' }),
      trace_id: response.headers.get('x-cff-request-id'),
    });
  } finally {
    await other.close();
  }
});

test.each([
  ['no such function', 'nosuch', 404, 'FSS.1051'],
  ['another package', 'other:echo', 404, 'FSS.1051'],
  ['no such version', `${PROJECT_ID}:default:echo:v9`, 404, 'FSS.1052'],
  ['no such alias', `${PROJECT_ID}:default:echo:!prod`, 404, 'FSS.1053'],
  ['another project', `${'f'.repeat(32)}:default:echo`, 403, 'FSS.0403'],
  ['another region', `urn:fss:eu-west-101:${PROJECT_ID}:function:default:echo`, 404, 'FSS.1051'],
  ['a workflow', `urn:fss:cn-north-4:${PROJECT_ID}:workflow:default:echo:latest`, 400, 'FSS.1309'],
  ['a malformed URN', 'urn:fss:cn-north-4:echo', 400, 'FSS.1309'],
  ['a name that leaves the folder', '..%2Fecho', 400, 'FSS.1309'],
])('%s is refused with its code', async (_, fn, status, code) => {
  const response = await emulator.call(fn);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error_code: code, error_msg: expect.any(String) });
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
});

test('another project in the path is refused', async () => {
  const response = await emulator.call('echo', {}, { projectId: 'f'.repeat(32) });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ error_code: 'FSS.0403' });
});

test('a path or method that the API does not have is refused by the gateway', async () => {
  for (const options of [{ path: 'nothing' }, { method: 'GET' }]) {
    const response = await emulator.call('echo', {}, options);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error_code: 'APIGW.0101',
      request_id: response.headers.get('x-request-id'),
    });
  }
});

test.each([
  ['X-CFF-Request-Version', 'v2'],
  ['X-Cff-Instance-Memory', '100'],
])('a wrong %s is refused by name', async (name, value) => {
  const response = await emulator.call('echo', {}, { headers: { [name]: value } });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error_code: 'FSS.0400',
    error_msg: expect.stringContaining(name),
  });
});

test('X-Cff-Instance-Memory decides the memory of the instance', async () => {
  const response = await emulator.call('echo', {}, { headers: { 'X-Cff-Instance-Memory': '256' } });
  expect(JSON.parse(response.headers.get('x-cff-invoke-summary') ?? '')).toMatchObject({ memorySize: 256 });
});

test('a body that is not JSON is an error of the function', async () => {
  const response = await emulator.call('echo', undefined, { body: '{"a":' });
  expect(response.headers.get('x-func-err-code')).toBe('4002');
  expect(await response.text()).toContain('JSON');
});

test('an event of 6 MB passes, a larger one is refused, and the gateway refuses one over 12 MB', async () => {
  const MB = 1024 * 1024;
  expect((await emulator.call('echo', undefined, { body: text(5 * MB) })).status).toBe(200);
  const large = await emulator.call('echo', undefined, { body: text(6 * MB + 1) });
  expect(large.status).toBe(413);
  expect(await large.json()).toMatchObject({ error_code: 'FSS.0413' });
  const huge = await emulator.call('echo', undefined, { body: text(12 * MB + 1) });
  expect(huge.status).toBe(413);
  expect(await huge.json()).toMatchObject({ error_code: 'APIGW.0201' });
});

test('a result over 6 MB is an error of the function', async () => {
  const limit = 6 * 1024 * 1024;
  expect(await (await emulator.call('big', limit)).text()).toHaveLength(limit);
  const response = await emulator.call('big', limit + 1);
  expect(response.headers.get('x-func-err-code')).toBe('4004');
  expect(await response.text()).toBe(`response body size ${limit + 1} exceeds the limit of ${limit}`);
});

/** JSON of exactly that many bytes. */
function text(bytes: number): string {
  return JSON.stringify('e'.repeat(bytes - 2));
}
