import { EventEmitter, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FunctionGraphClientOptions } from '../../../functiongraph';
import { signRequest } from '../../../functiongraph';
import { failureOf, type Fixture, KEYS, PROJECT, REGION, startFixture } from '../../support/client-fixture';
import { envelope, functionHeaders } from '../../support/scripted-server';

let fixture: Fixture | undefined;
afterEach(async () => {
  await fixture?.close();
  fixture = undefined;
});

async function answering(result: unknown, options: Partial<FunctionGraphClientOptions> = {}) {
  fixture = await startFixture((_, response) => {
    response.writeHead(200, functionHeaders()).end(envelope(result));
  }, options);
  return fixture;
}

/** A server that does not answer: the test does, once the first request has arrived. */
async function holding() {
  const events = new EventEmitter();
  const arrived = once(events, 'request').then(([response]) => response as ServerResponse);
  fixture = await startFixture((_, response) => events.emit('request', response));
  return { client: fixture.client, arrived };
}

describe('what is sent', () => {
  test('is one POST of the event to the function, with a signature over exactly these headers', async () => {
    const { client, server } = await answering({ ok: true });
    await client.invoke('resize', { a: 1 });
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'POST',
      url: `/v2/${PROJECT}/fgs/functions/urn:fss:${REGION}:${PROJECT}:function:default:resize:latest/invocations`,
      body: '{"a":1}',
      headers: {
        'content-type': 'application/json',
        'x-cff-request-version': 'v1',
        'x-project-id': PROJECT,
      },
    });
    const headers = request?.headers ?? {};
    expect(headers['x-cff-log-type']).toBeUndefined();
    const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
    expect(signed).toEqual(['content-type', 'host', 'x-cff-request-version', 'x-project-id', 'x-sdk-date']);
    const given = Object.fromEntries(signed.map((name) => [name, String(headers[name])]));
    const again = signRequest(
      { method: 'POST', url: `${server.address}${request?.url}`, headers: given, body: request?.body ?? '' },
      KEYS,
    );
    expect(again['Authorization']).toBe(headers.authorization);
  });

  test('signs an alias so that a verifier that decodes and encodes the path agrees', async () => {
    const { client, server } = await answering(1);
    await client.invoke(`${PROJECT}:default:resize:!prod`, {});
    const [request] = server.requests;
    expect(request?.url).toContain(':resize:!prod/invocations');
  });

  test('carries log tail and memory only where they are asked for, and signs them', async () => {
    const { client, server } = await answering(1);
    await client.invoke('f', {}, { logs: true, memoryMb: 512 });
    const headers = server.requests[0]?.headers;
    expect(headers).toMatchObject({ 'x-cff-log-type': 'tail', 'x-cff-instance-memory': '512' });
    expect(headers?.authorization).toContain(
      'SignedHeaders=content-type;host;x-cff-instance-memory;x-cff-log-type;x-cff-request-version;x-project-id;x-sdk-date,',
    );
  });

  test.each([
    [undefined, '{}'],
    [null, 'null'],
    ['text', '"text"'],
    [[1, 2], '[1,2]'],
    [{ u: '你好😀' }, '{"u":"你好😀"}'],
  ])('writes the event %p as %s', async (event, body) => {
    const { client, server } = await answering(1);
    await client.invoke('f', event);
    expect(server.requests[0]?.body).toBe(body);
  });

  test('goes to the project of the URN, not of the client', async () => {
    const { client, server } = await answering(1);
    await client.invoke('otherproject:default:f', {});
    expect(server.requests[0]?.url).toMatch(/^\/v2\/otherproject\//);
    expect(server.requests[0]?.headers['x-project-id']).toBe('otherproject');
  });
});

describe('credentials', () => {
  test('a token goes into X-Auth-Token and nothing is signed', async () => {
    const { client, server } = await answering(1, { auth: { token: 'TOKEN-1' } });
    await client.invoke('f', {});
    const headers = server.requests[0]?.headers;
    expect(headers?.['x-auth-token']).toBe('TOKEN-1');
    expect(headers?.authorization).toBeUndefined();
  });

  test('temporary keys send their security token and sign it', async () => {
    const { client, server } = await answering(1, { auth: { ...KEYS, securityToken: 'STS' } });
    await client.invoke('f', {});
    const headers = server.requests[0]?.headers;
    expect(headers?.['x-security-token']).toBe('STS');
    expect(headers?.authorization).toContain('x-sdk-date;x-security-token,');
  });

  test('a provider is asked before each call', async () => {
    let asked = 0;
    const { client, server } = await answering(1, { auth: () => Promise.resolve({ token: `T${++asked}` }) });
    await client.invoke('f', {});
    await client.invoke('f', {});
    expect(server.requests.map(({ headers }) => headers['x-auth-token'])).toEqual(['T1', 'T2']);
  });

  test('a provider that fails lets nothing be sent, and the call may be tried again', async () => {
    const { client, server } = await answering(1, { auth: () => Promise.reject(new Error('no metadata')) });
    const error = await failureOf(client.invoke('f', {}));
    expect(error).toMatchObject({ executed: 'no', transient: true });
    expect(error.message).toContain('no metadata');
    expect(server.requests).toHaveLength(0);
  });

  test('a provider that returns nothing useful is named', async () => {
    const { client } = await answering(1, {
      auth: () => Promise.resolve({ accessKey: 'a', secretKey: 'b\n' }),
    });
    const error = await failureOf(client.invoke('f', {}));
    expect(error.message).toContain('secretKey contains spaces or line breaks');
    expect(error.names[0]).toBe('FunctionGraph.Unauthorized');
  });

  test('a provider that never answers ends with the time of the call', async () => {
    const { client } = await answering(1, { auth: () => new Promise(() => undefined) });
    const error = await failureOf(client.invoke('f', {}, { timeoutMs: 30 }));
    expect(error).toMatchObject({ code: 'FunctionGraph.Timeout', executed: 'no' });
  });
});

describe('before anything is sent', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;

  test.each([
    ['a circle', circle, 'circular'],
    ['a bigint', { n: 1n }, 'BigInt'],
    ['a function', () => 1, 'a function has no JSON form'],
    ['a symbol', Symbol('x'), 'a symbol has no JSON form'],
  ])('an event with %s is refused', async (_, event, reason) => {
    const { client, server } = await answering(1);
    const error = await failureOf(client.invoke('f', event));
    expect(error).toMatchObject({ code: 'FunctionGraph.InvalidRequest', executed: 'no', transient: false });
    expect(error.message).toContain(reason);
    expect(server.requests).toHaveLength(0);
  });

  test('an event over 6 MB is refused by its size, one of exactly 6 MB is not', async () => {
    const { client, server } = await answering(1);
    const most = 'x'.repeat(6 * 1024 * 1024 - 2);
    const error = await failureOf(client.invoke('f', `${most}x`));
    expect(error.message).toContain('6291457 bytes as JSON, the limit is 6291456 (6 MB)');
    expect(error.names[0]).toBe('FunctionGraph.PayloadTooLarge');
    await client.invoke('f', most);
    expect(server.requests).toHaveLength(1);
  });

  test('an asynchronous event over 256 KB is refused', async () => {
    const { client } = await answering(1);
    const error = await failureOf(client.invokeAsync('f', 'x'.repeat(256 * 1024)));
    expect(error.message).toContain('the limit is 262144 (256 KB for an asynchronous call)');
  });

  test('a function of another region is refused, with the remedy', async () => {
    const { client, server } = await answering(1);
    const error = await failureOf(client.invoke('urn:fss:eu-west-101:p:function:default:f:latest', {}));
    expect(error.message).toContain('Make a client with region "eu-west-101"');
    expect(error.executed).toBe('no');
    expect(server.requests).toHaveLength(0);
  });

  test.each([100, 0, Number.NaN, 512.5])('memoryMb %p is refused', async (memoryMb) => {
    const { client } = await answering(1);
    const error = await failureOf(client.invoke('f', {}, { memoryMb }));
    expect(error.message).toContain('Give one of 128, 256, 512');
  });

  test.each([
    [90_001, 'answers no synchronous call that takes longer than 90 s'],
    [0, 'Give milliseconds from 1 to 90000'],
    [Number.NaN, 'Give milliseconds from 1 to 90000'],
  ])('timeoutMs %p is refused', async (timeoutMs, reason) => {
    const { client } = await answering(1);
    expect((await failureOf(client.invoke('f', {}, { timeoutMs }))).message).toContain(reason);
  });

  test('a call after close is refused', async () => {
    const { client } = await answering(1);
    await client.close();
    expect((await failureOf(client.invoke('f', {}))).message).toContain('the client is closed');
  });
});

describe('the end of a call', () => {
  test("an abort rejects with the signal's own reason, and reaches the connection", async () => {
    const { client, arrived } = await holding();
    const controller = new AbortController();
    const call = client.invoke('f', {}, { signal: controller.signal });
    const response = await arrived;
    const closed = once(response, 'close');
    const reason = new Error('cancelled by the workflow');
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    await closed;
  });

  test('a signal that is aborted already sends nothing', async () => {
    const { client, server } = await answering(1);
    await expect(client.invoke('f', {}, { signal: AbortSignal.abort('stop') })).rejects.toBe('stop');
    expect(server.requests).toHaveLength(0);
  });

  test('a call that waits for a connection when its time is up was not sent', async () => {
    fixture = await startFixture(() => undefined, { maxConnections: 1 });
    const { client, server } = fixture;
    const first = failureOf(client.invoke('f', {}, { timeoutMs: 300 }));
    const second = await failureOf(client.invoke('g', {}, { timeoutMs: 100 }));
    expect(second).toMatchObject({ code: 'FunctionGraph.Timeout', executed: 'no', transient: true });
    expect(second.names).toEqual(['FunctionGraph.Timeout', 'States.Timeout', 'States.ALL']);
    expect(await first).toMatchObject({ code: 'FunctionGraph.Timeout', executed: 'maybe' });
    expect(server.requests).toHaveLength(1);
  });

  test('close waits for the calls under way', async () => {
    const { client, arrived } = await holding();
    const call = client.invoke('f', {});
    const response = await arrived;
    const closing = client.close();
    response.writeHead(200, functionHeaders()).end(envelope('done'));
    expect((await call).output).toBe('done');
    await closing;
  });
});
