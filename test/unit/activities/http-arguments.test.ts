import { planRequest } from '../../../activities/http/http-arguments';
import { connector } from '../../../functiongraph/http/connector';
import { errorNameProblem } from '../../../retry';

const base = { ApiEndpoint: 'https://api.example.com/a?b=1#c', Method: 'GET' };

test('query parameters follow those of the endpoint, which loses its fragment', () => {
  const { url, label } = planRequest({ ...base, QueryParameters: { q: 'ä' } }, {});
  expect([url.href, label]).toEqual([
    'https://api.example.com/a?b=1&q=%C3%A4',
    'GET https://api.example.com/a',
  ]);
});

test.each([
  ['the arguments must be an object', 'text'],
  ['QueryParameters.q must be a text', { ...base, QueryParameters: { q: { a: 1 } } }],
  [
    'RequestBody must be an object to be URL_ENCODED',
    { ...base, RequestBody: [1], Transform: { RequestBodyEncoding: 'URL_ENCODED' } },
  ],
  ['Transform.RequestBodyEncoding must be', { ...base, Transform: { RequestBodyEncoding: 'XML' } }],
  ['Transform.ArrayFormat is not known', { ...base, Transform: { ArrayFormat: 'COMMAS' } }],
  ['Headers.Host cannot be set here', { ...base, Headers: { Host: 'a' } }],
  ['Headers: "a b" is no header', { ...base, Headers: { 'a b': 'c' } }],
  ['Authentication must be an object', { ...base, Authentication: 'SHOP' }],
  ['Authentication.Secret must be the name', { ...base, Authentication: { Secret: '__proto__ ' } }],
  ['Authentication.Secret __proto__ is not known', { ...base, Authentication: { Secret: '__proto__' } }],
  ['Authentication.Scheme must be one of', { ...base, Authentication: { Secret: 'SHOP', Scheme: 'Digest' } }],
])('%s', (text, given) => {
  expect(() => planRequest(given as never, { SHOP: { value: 's' } })).toThrow(text);
});

test('a value that no header can carry is refused without being shown', () => {
  const secrets = { SHOP: { value: 'se\ncret' } };
  expect(() => planRequest({ ...base, Authentication: { Secret: 'SHOP' } }, secrets)).toThrow(
    'Authentication.Secret SHOP has characters that no header can carry',
  );
});

test('rules can name every status of HTTP, and nothing like it', () => {
  expect(errorNameProblem('States.Http.StatusCode.503')).toBeUndefined();
  expect(errorNameProblem('States.Http.Socket')).toBeUndefined();
  expect(errorNameProblem('States.Http.StatusCode.5xx')).toContain('names no failure');
});

test('a connection that is refused by its address is closed before anything is written', async () => {
  const { createServer } = await import('node:net');
  const received: Buffer[] = [];
  const server = createServer((socket) =>
    socket.on('data', (data) => received.push(data)).on('error', () => undefined),
  );
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  const connect = connector(({ remoteAddress = '' }) => new Error(`not ${remoteAddress}`));
  const error = await new Promise<Error | null>((resolve) => {
    const target = {
      hostname: '127.0.0.1',
      host: `127.0.0.1:${port}`,
      port: String(port),
      protocol: 'http:',
    };
    connect(target, (...[failure]) => resolve(failure));
  });
  await new Promise((resolve) => {
    server.close(resolve);
  });
  expect([error?.message, received]).toEqual(['not 127.0.0.1', []]);
});
