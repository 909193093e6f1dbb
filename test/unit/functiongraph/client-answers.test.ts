import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { FunctionGraphClientOptions } from '../../../functiongraph';
import { failureOf, type Fixture, startFixture } from '../../support/client-fixture';
import { envelope, functionHeaders } from '../../support/scripted-server';

let fixture: Fixture | undefined;
afterEach(async () => {
  await fixture?.close();
  fixture = undefined;
});

async function answering(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
  options: Partial<FunctionGraphClientOptions> = {},
) {
  fixture = await startFixture((_, response) => {
    response.writeHead(status, headers).end(body);
  }, options);
  return fixture.client;
}

const V0 = { responseVersion: 'v0' } as const;
const v0Headers = (more: Readonly<Record<string, string>> = {}) =>
  functionHeaders({ 'x-cff-response-version': 'v0', ...more });

describe('a result', () => {
  test.each([
    ['{"a":1}', { a: 1 }],
    ['[1,"x"]', [1, 'x']],
    ['"quoted"', 'quoted'],
    ['bare text', 'bare text'],
    ['42', 42],
    ['true', true],
    ['null', null],
    ['', null],
    ['{"cut', '{"cut'],
    ['\ufeff{"a":1}', { a: 1 }],
  ])('%p is %p in both formats', async (text, output) => {
    const v1 = await answering(200, functionHeaders(), envelope(0, { result: text }));
    expect((await v1.invoke('f', {})).output).toEqual(output);
    await fixture?.close();
    const v0 = await answering(200, v0Headers(), text, V0);
    expect((await v0.invoke('f', {})).output).toEqual(output);
  });

  test('carries request id, summary and log tail', async () => {
    const client = await answering(
      200,
      functionHeaders({
        'x-cff-invoke-summary': '{"duration":1.913,"billingDuration":100,"memorySize":128,"memoryUsed":41.5}',
        'x-cff-function-log': Buffer.from('last line 你').toString('base64'),
      }),
      envelope(1),
    );
    expect(await client.invoke('f', {}, { logs: true })).toEqual({
      output: 1,
      requestId: 'rid-1',
      summary: { durationMs: 1.913, billedDurationMs: 100, memoryMb: 128, memoryUsedMb: 41.5 },
      logs: 'last line 你',
    });
  });

  test('takes the log out of the envelope where no header has it, cut to its last 4 KB', async () => {
    const client = await answering(200, functionHeaders(), envelope(1, { log: `${'好'.repeat(3000)}end` }));
    const { logs } = await client.invoke('f', {}, { logs: true });
    expect(logs).toMatch(/^好+end$/);
    expect(Buffer.byteLength(logs ?? '')).toBeLessThanOrEqual(4096);
  });

  test('is read as the format that the answer names, not as the one asked for', async () => {
    const client = await answering(200, v0Headers(), '{"result":"x","status":500}');
    expect((await client.invoke('f', {})).output).toEqual({ result: 'x', status: 500 });
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ])('that something has packed with %s is unpacked', async (encoding, pack) => {
    const headers = functionHeaders({ 'content-encoding': encoding });
    const client = await answering(200, headers, pack(envelope({ a: '你' })));
    expect((await client.invoke('f', {})).output).toEqual({ a: '你' });
  });

  test.each([
    ['bursts', gzipSync(Buffer.alloc(40 * 1024 * 1024, 'x')), 'FunctionGraph.PayloadTooLarge'],
    ['is broken', Buffer.from('no gzip'), 'Z_DATA_ERROR'],
  ])('in a packing that %s is none', async (_, body, code) => {
    const client = await answering(200, functionHeaders({ 'content-encoding': 'gzip' }), body);
    expect((await failureOf(client.invoke('f', {}))).code).toBe(code);
  });

  test('of a platform that knows no v1 and does not say so is the bare value', async () => {
    const headers = { 'x-func-err-code': '0', 'x-cff-request-id': 'r' };
    const client = await answering(200, headers, '{"a":1}');
    expect((await client.invoke('f', {})).output).toEqual({ a: 1 });
  });

  test('is null where a function that succeeded has no body at all', async () => {
    const client = await answering(204, functionHeaders(), '');
    expect((await client.invoke('f', {})).output).toBeNull();
  });

  test('pollutes no prototype', async () => {
    const client = await answering(
      200,
      functionHeaders(),
      envelope(0, { result: '{"__proto__":{"evil":1}}' }),
    );
    const { output } = await client.invoke('f', {});
    expect(({} as Record<string, unknown>)['evil']).toBeUndefined();
    expect(Object.getPrototypeOf(output)).toBe(Object.prototype);
  });

  test('over 6 MB is refused, and counts as a function that ran', async () => {
    const client = await answering(200, functionHeaders(), envelope('x'.repeat(6 * 1024 * 1024 + 200)));
    expect(await failureOf(client.invoke('f', {}))).toMatchObject({
      code: 'FunctionGraph.PayloadTooLarge',
      executed: 'yes',
      transient: false,
    });
  });

  test.each([
    ['that is no envelope', functionHeaders(), '<html>sign in</html>', {}],
    ['that is cut in the envelope', functionHeaders(), '{"request_id":"r","resul', {}],
    ['from something that is not FunctionGraph', {}, '<html>sign in</html>', V0],
    ['that is not UTF-8', v0Headers(), Buffer.from([0x22, 0xff, 0xfe, 0x22]), V0],
  ])('%s is no result', async (_, headers, body, options) => {
    const client = await answering(200, headers, body, options);
    expect(await failureOf(client.invoke('f', {}))).toMatchObject({
      code: 'FunctionGraph.MalformedResponse',
      executed: 'maybe',
      transient: false,
    });
  });
});

describe('a function that failed', () => {
  const account = JSON.stringify({
    errorMessage: 'function invocation exception, error: boom',
    errorType: 'QuotaError',
    stackTrace: ['at exports.handler (./index.js:3:9)'],
  });
  const failed = { 'x-func-err-code': '4002', 'x-is-func-err': 'true' };

  test.each([
    ['HTTP 200, v1', 200, functionHeaders(failed), envelope(0, { result: account, status: 500 }), {}],
    ['HTTP 500, v1', 500, functionHeaders(failed), envelope(0, { result: account, status: 500 }), {}],
    ['HTTP 200, v0', 200, v0Headers(failed), account, V0],
    ['HTTP 500, v0', 500, v0Headers(failed), account, V0],
    ['the body of the kernel', 500, failed, JSON.stringify({ code: 4002, message: JSON.parse(account) }), {}],
    ['a body with the account as text', 500, failed, JSON.stringify({ code: 4002, message: account }), {}],
    ['the body of the services', 500, {}, JSON.stringify({ error_code: 'FSS.4002', error_msg: account }), {}],
  ])('is told the same from %s', async (_, status, headers, body, options) => {
    const client = await answering(status, headers, body, options);
    const error = await failureOf(client.invoke('f', {}));
    expect(error).toMatchObject({
      executed: 'yes',
      transient: false,
      httpStatus: status,
      functionError: JSON.parse(account) as object,
    });
    expect(error.names[0]).toBe('QuotaError');
    expect(error.names).toContain('FSS.4002');
    expect(error.message).toContain('QuotaError: function invocation exception, error: boom');
  });

  test('is found by the status inside the envelope alone', async () => {
    const client = await answering(200, {}, envelope(0, { result: account, status: 500 }));
    expect(await failureOf(client.invoke('f', {}))).toMatchObject({
      code: 'FunctionGraph.FunctionError',
      executed: 'yes',
    });
  });

  test('is found by X-Is-Func-Err alone', async () => {
    const headers = { 'x-cff-request-id': 'r', 'x-is-func-err': 'True' };
    const client = await answering(200, headers, 'runtime process is exited', V0);
    expect(await failureOf(client.invoke('f', {}))).toMatchObject({
      executed: 'yes',
      functionError: { errorMessage: 'runtime process is exited' },
    });
  });

  test('is found by the shape of a v0 body where no header judges', async () => {
    const client = await answering(200, { 'x-cff-request-id': 'r' }, account, V0);
    expect((await failureOf(client.invoke('f', {}))).functionError?.errorType).toBe('QuotaError');
  });

  test('is not found in a value that only looks like it', async () => {
    const client = await answering(200, v0Headers(), account, V0);
    expect((await client.invoke('f', {})).output).toEqual(JSON.parse(account));
  });

  test('carries the log tail and what was billed', async () => {
    const client = await answering(
      200,
      functionHeaders({
        ...failed,
        'x-cff-invoke-summary': '{"duration":5,"billingDuration":6,"memorySize":128,"memoryUsed":40}',
      }),
      envelope(0, { result: account, status: 500, log: 'the log' }),
    );
    expect(await failureOf(client.invoke('f', {}))).toMatchObject({
      logs: 'the log',
      summary: { billedDurationMs: 6 },
      requestId: 'rid-1',
    });
  });

  test('as PHP and Java tell it is understood', async () => {
    const php = JSON.stringify({ errorMessage: 'm', errorType: 'E', stackTrace: {} });
    const client = await answering(200, functionHeaders(failed), envelope(0, { result: php, status: 500 }));
    expect((await failureOf(client.invoke('f', {}))).functionError).toEqual({
      errorMessage: 'm',
      errorType: 'E',
    });
    await fixture?.close();
    const java = JSON.stringify({ errorMessage: 'm', stackTrace: ['a', 'b'] });
    const other = await answering(200, functionHeaders(failed), envelope(0, { result: java, status: 500 }));
    expect((await failureOf(other.invoke('f', {}))).functionError).toEqual({
      errorMessage: 'm',
      errorType: '',
      stackTrace: ['a', 'b'],
    });
  });
});

describe('a refusal of the service', () => {
  test('is told with status, code, request id and what to do', async () => {
    const body = JSON.stringify({ error_code: 'FSS.1051', error_msg: 'Not found the function' });
    const client = await answering(404, { 'x-request-id': 'gw-1' }, body);
    const error = await failureOf(client.invoke('missing', {}));
    expect(error.message).toBe(
      'Invoking missing (urn:fss:cn-north-4:0123456789abcdef0123456789abcdef:function:default:missing:latest) failed: ' +
        'HTTP 404 FSS.1051: Not found the function (request gw-1). ' +
        'Check the name, region and project of the function, or deploy it.',
    );
    expect(error).toMatchObject({ executed: 'no', transient: false, httpStatus: 404, requestId: 'gw-1' });
  });

  test('without a code is named by its status', async () => {
    const client = await answering(403, {}, '<html><head><title>Forbidden</title></head></html>');
    const error = await failureOf(client.invoke('f', {}));
    expect(error.code).toBe('HTTP.403');
    expect(error.names).toEqual([
      'HTTP.403',
      'FunctionGraph.Unauthorized',
      'States.TaskFailed',
      'States.ALL',
    ]);
  });

  test('whose code is no code is decided by its status', async () => {
    const body = JSON.stringify({ error_code: 'States.ALL', error_msg: 'x' });
    const client = await answering(429, {}, body);
    expect(await failureOf(client.invoke('f', {}))).toMatchObject({ code: 'HTTP.429', executed: 'no' });
  });

  test('does not follow a redirect', async () => {
    const client = await answering(307, { location: 'http://127.0.0.1:1/' }, '');
    expect(await failureOf(client.invoke('f', {}))).toMatchObject({ code: 'HTTP.307', executed: 'no' });
  });
});

describe('asynchronous calls', () => {
  test('return the request id', async () => {
    const client = await answering(202, {}, '{"request_id":"async-1"}');
    expect(await client.invokeAsync('f', {})).toEqual({ requestId: 'async-1' });
    expect(fixture?.server.requests[0]?.url).toMatch(/:f:latest\/invocations-async$/);
  });

  test('fail like others', async () => {
    const client = await answering(
      429,
      { 'retry-after': '2' },
      '{"error_code":"FSS.0429","error_msg":"slow"}',
    );
    expect(await failureOf(client.invokeAsync('f', {}))).toMatchObject({
      code: 'FSS.0429',
      executed: 'no',
      transient: true,
      retryAfterMs: 2000,
    });
  });
});
