import { json, SECRET, useHttpEndpoint } from './http-endpoint';

const endpoint = useHttpEndpoint();
const { pipelines, serve, call, received } = endpoint;

test.each([
  ['a bearer token', { Secret: 'SHOP' }, 'authorization', `Bearer ${SECRET}`],
  [
    'a user and a password',
    { Secret: 'USER', Scheme: 'Basic' },
    'authorization',
    'Basic YW5uOnBhc3Mgd29yZA==',
  ],
  ['a key in a header', { Secret: 'SHOP', Scheme: 'None', Header: 'X-Api-Key' }, 'x-api-key', SECRET],
  ['a secret of this origin', { Secret: 'BOUND' }, 'authorization', `Bearer ${SECRET}`],
])('%s comes from the worker', async (_what, Authentication, header, value) => {
  const path = serve((request, response) => json(200, { echo: request.headers })(request, response, 1));
  const handle = await pipelines.start(call(path, { Authentication }));
  const output = await handle.result();
  expect(received(path)[0]?.headers[header]).toBe(value);
  const kept = JSON.stringify([output, await handle.fetchHistory()]);
  expect(kept).not.toContain(SECRET);
  expect(kept).not.toContain('YW5uOnBhc3Mgd29yZA');
});

test.each([
  ['no endpoint', { ApiEndpoint: 'shop' }, 'ApiEndpoint must be an http or https address'],
  [
    'credentials in the endpoint',
    { ApiEndpoint: 'http://a:b@localhost/' },
    'name a secret in Authentication instead',
  ],
  ['an unknown method', { Method: 'FETCH' }, 'Method must be one of'],
  ['an unknown argument', { Body: 1 }, 'Body is not known'],
  [
    'a credential in a header',
    { Headers: { Authorization: 'x' } },
    'name a secret in Authentication instead',
  ],
  ['a header that splits', { Headers: { 'X-A': 'a\r\nb: c' } }, 'Headers.X-A must be a text'],
  ['a secret that is not known', { Authentication: { Secret: 'BANK' } }, 'FUNCTIONGRAPH_HTTP_SECRET_BANK'],
])('%s is refused before anything is sent', async (_what, more, text) => {
  const path = serve(json(200, null));
  const { type, message } = await pipelines.fails(call(path, more));
  expect([type, message]).toEqual(['FunctionGraph.InvalidRequest', expect.stringContaining(text)]);
  expect(received(path)).toHaveLength(0);
});

test('a secret is sent to its origin only', async () => {
  const { message } = await pipelines.fails(
    call('', { ApiEndpoint: endpoint.other.address, Authentication: { Secret: 'BOUND' } }),
  );
  expect(message).toContain(`is not for ${endpoint.other.address}`);
  expect(endpoint.other.requests).toHaveLength(0);
});

test('the address where clouds serve credentials is not called', async () => {
  const definition = call(
    '',
    { ApiEndpoint: 'http://169.254.169.254/latest/meta-data' },
    { TimeoutSeconds: 5 },
  );
  const { type } = await pipelines.fails(definition);
  // Where there is a route to it, it is refused; elsewhere nothing is connected.
  expect(['States.Http.Socket', 'States.Timeout']).toContain(type);
});
