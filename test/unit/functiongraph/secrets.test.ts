import { inspect } from 'node:util';
import { failureOf, type Fixture, KEYS, startFixture } from '../../support/client-fixture';
import type { ReceivedRequest } from '../../support/scripted-server';

const AUTH = { ...KEYS, securityToken: 'sts-very-secret' };
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
  const shown = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
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
