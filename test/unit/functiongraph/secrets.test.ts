import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { FunctionGraphClient } from '../../../functiongraph';
import { failureOf, type Fixture, KEYS, PROJECT, REGION, startFixture } from '../../support/client-fixture';
import { printed } from '../../support/printed';
import { envelope, functionHeaders, type ReceivedRequest } from '../../support/scripted-server';

const AUTH = { ...KEYS, securityToken: 'sts/very+secret==' };
let fixture: Fixture | undefined;
afterEach(async () => {
  await fixture?.close();
  fixture = undefined;
});

/** A server that throws back all that it got, as a gateway does with a signature that it refuses. */
function echo({ method, url, headers, body }: ReceivedRequest): string {
  return `canonicalRequest:${method}|${url}|${JSON.stringify(headers)}|${body}`;
}

test.each([
  [
    'a refused signature',
    401,
    (r: ReceivedRequest) =>
      JSON.stringify({ error_code: 'APIGW.0301', error_msg: `verify aksk signature fail, ${echo(r)}` }),
  ],
  [
    'an internal failure',
    500,
    (r: ReceivedRequest) => JSON.stringify({ error_code: 'FSS.0500', error_msg: JSON.stringify(r.headers) }),
  ],
  ['a page of text', 502, (r: ReceivedRequest) => JSON.stringify(r.headers)],
  [
    'a function',
    500,
    (r: ReceivedRequest) =>
      JSON.stringify({
        errorType: 'E',
        errorMessage: JSON.stringify(r.headers),
        stackTrace: [JSON.stringify(r.headers)],
      }),
  ],
])('%s that echoes the request puts no secret into the error', async (_, status, body) => {
  fixture = await startFixture((request, response) => response.writeHead(status).end(body(request)), {
    auth: AUTH,
  });
  const error = await failureOf(fixture.client.invoke('f', { private: 'event' }));
  const shown = printed(error);
  const [request] = fixture.server.requests;
  const signature = /Signature=(\w+)/.exec(request?.headers.authorization ?? '')?.[1] ?? 'none';
  expect(signature).toMatch(/^[0-9a-f]{64}$/);
  for (const secret of [AUTH.secretKey, AUTH.securityToken, signature]) expect(shown).not.toContain(secret);
});

test('of a refused signature the known reason is kept', async () => {
  fixture = await startFixture((request, response) =>
    response.writeHead(401).end(
      JSON.stringify({
        error_code: 'APIGW.0301',
        error_msg: `verify aksk signature fail, ${echo(request)}`,
      }),
    ),
  );
  const error = await failureOf(fixture.client.invoke('f', { private: 'event' }));
  expect(error.message).toContain('HTTP 401 APIGW.0301: verify aksk signature fail. Check key, secret');
  expect(error.message).not.toContain('private');
});

test('a token that is thrown back is blanked out', async () => {
  fixture = await startFixture(
    (request, response) =>
      response.writeHead(400).end(`bad token ${String(request.headers['x-auth-token'])}`),
    { auth: { token: 'token-very-secret' } },
  );
  const error = await failureOf(fixture.client.invoke('f', {}));
  expect(error.message).toContain('bad token ***');
});

/** Everything that authorises a request, in every spelling that an answer may use. */
function secretsOf(headers: ReceivedRequest['headers']): string[] {
  const { authorization = '', 'x-security-token': security, 'x-auth-token': token } = headers;
  const signature = authorization.slice(authorization.indexOf('Signature=') + 'Signature='.length);
  const secrets = [signature, security, token].flatMap((one) => one ?? []);
  return secrets.filter((one) => one !== '').flatMap((one) => [one, encodeURIComponent(one)]);
}

test.each([
  ['key pair', AUTH],
  ['token', { token: 'MIIE/very+secret==' }],
])('an answer that repeats the %s in every header and field leaks none of it', async (_, auth) => {
  fixture = await startFixture(
    ({ headers }, response) => {
      const [secret = '', ...rest] = secretsOf(headers);
      const all = [secret, ...rest].join(' ');
      const errorType = rest[1] ?? secret;
      const inside = JSON.stringify({ errorType, errorMessage: all, stackTrace: [all] });
      response.writeHead(500, {
        'x-cff-request-id': secret,
        'x-func-err-code': rest[1] ?? secret,
        'x-cff-function-log': Buffer.from(all).toString('base64'),
        'retry-after': '1',
      });
      response.end(inside.replaceAll('/', '\\/'));
    },
    { auth },
  );
  const error = await failureOf(fixture.client.invoke('f', {}, { logs: true }));
  expect(error).toMatchObject({ requestId: '***', logs: expect.stringContaining('***') as string });
  const secrets = secretsOf(fixture.server.requests[0]?.headers ?? {});
  expect(secrets.length).toBeGreaterThan(1);
  for (const secret of secrets) expect(printed(error)).not.toContain(secret);
});

test('a log of a call that succeeded repeats no secret either', async () => {
  fixture = await startFixture(
    ({ headers }, response) => {
      const log = secretsOf(headers).join('\n');
      response.writeHead(200, functionHeaders()).end(envelope('done', { log: `was called with\n${log}` }));
    },
    { auth: AUTH },
  );
  const { output, logs } = await fixture.client.invoke('f', {}, { logs: true });
  expect(output).toBe('done');
  expect(logs).toMatch(/^was called with\n[*\n]+$/);
});

test('a server that throws the raw bytes of the request back leaks none of them', async () => {
  let received = '';
  const echoing = createServer((socket) => {
    socket.on('data', (bytes: Buffer) => {
      received += bytes.toString();
      socket.end(bytes);
    });
  });
  await once(echoing.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `http://127.0.0.1:${(echoing.address() as AddressInfo).port}`;
  const client = new FunctionGraphClient({ region: REGION, projectId: PROJECT, endpoint, auth: AUTH });
  try {
    const error = await failureOf(client.invoke('f', {}));
    expect(received).toContain(AUTH.securityToken);
    expect(printed(error)).not.toContain(AUTH.securityToken);
    expect(printed(error)).not.toMatch(/Signature=[0-9a-f]/);
  } finally {
    await client.close();
    echoing.close();
  }
});

test('a client shows no credentials, however it is printed', async () => {
  fixture = await startFixture((_request, response) => response.end(), { auth: AUTH });
  const all = printed(fixture.client);
  expect(all).toContain(PROJECT);
  for (const secret of [AUTH.secretKey, AUTH.securityToken]) expect(all).not.toContain(secret);
});
