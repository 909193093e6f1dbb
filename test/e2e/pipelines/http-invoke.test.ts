import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { CallbackKeys } from 'temporal-functiongraph';
import { until } from '../../support/until';
import { json, KEY, useHttpEndpoint } from './http-endpoint';

const endpoint = useHttpEndpoint();
const { pipelines, serve, call, received } = endpoint;

test('a task calls an endpoint, and its result is status, headers and body', async () => {
  const path = serve(json(201, { id: 7 }, { 'x-shard': 'b' }));
  const output = await pipelines.run(
    call(path, {
      Headers: { 'X-Trace': 'abc' },
      QueryParameters: { q: 'a&b', tag: ['x', 'y'], n: 3 },
      RequestBody: { sku: 'pen' },
    }),
  );
  expect(output).toEqual({
    StatusCode: 201,
    StatusText: 'Created',
    Headers: expect.objectContaining({ 'x-shard': ['b'], 'content-type': ['application/json'] }),
    ResponseBody: { id: 7 },
  });
  const [request] = received(path);
  expect(request).toMatchObject({
    method: 'POST',
    url: `${path}?q=a%26b&tag=x&tag=y&n=3`,
    headers: { 'x-trace': 'abc', 'content-type': 'application/json' },
    body: '{"sku":"pen"}',
  });
});

test.each([
  [
    'a form',
    { RequestBody: { a: 'x y', b: [1, 2] }, Transform: { RequestBodyEncoding: 'URL_ENCODED' } },
    'a=x+y&b=1&b=2',
    'application/x-www-form-urlencoded',
  ],
  [
    'a text of another type',
    { RequestBody: '<a/>', Headers: { 'Content-Type': 'application/xml' } },
    '<a/>',
    'application/xml',
  ],
  ['a text as JSON', { RequestBody: 'a' }, '"a"', 'application/json'],
  ['no body', {}, '', undefined],
])('%s is sent as such', async (_what, more, body, type) => {
  const path = serve(json(200, null));
  await pipelines.run(call(path, more));
  expect(received(path)[0]).toMatchObject({ body });
  expect(received(path)[0]?.headers['content-type']).toBe(type);
});

test('a body that is no JSON is text, also where it says otherwise or is packed', async () => {
  const text = serve((_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('hi'));
  const broken = serve((_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{'),
  );
  const packed = serve((_, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      .end(gzipSync('{"a":1}')),
  );
  const bodies = await Promise.all(
    [text, broken, packed].map(
      async (path) => (await pipelines.run(call(path))) as { ResponseBody: unknown },
    ),
  );
  expect(bodies.map(({ ResponseBody }) => ResponseBody)).toEqual(['hi', '{', { a: 1 }]);
});

test('a status that is no success has a name of its own, and the body in its cause', async () => {
  const path = serve(json(404, { reason: 'gone' }));
  const { type, message } = await pipelines.fails(call(path));
  expect(type).toBe('States.Http.StatusCode.404');
  expect(JSON.parse(message)).toEqual({
    StatusCode: 404,
    StatusText: 'Not Found',
    ResponseBody: { reason: 'gone' },
  });
});

test('a redirect is not followed', async () => {
  const path = serve((_, response) => response.writeHead(302, { location: endpoint.other.address }).end());
  expect((await pipelines.fails(call(path))).type).toBe('States.Http.StatusCode.302');
  expect(endpoint.other.requests).toHaveLength(0);
});

test('retriers name the status, and Retry-After puts off the next try', async () => {
  const path = serve((request, response, nth) => {
    if (nth === 1) json(429, 'slow down', { 'retry-after': '2' })(request, response, nth);
    else json(nth === 2 ? 500 : 200, nth)(request, response, nth);
  });
  const retry = [
    { ErrorEquals: ['States.Http.StatusCode.429', 'States.Http.StatusCode.500'], IntervalSeconds: 1 },
  ];
  const handle = await pipelines.start(call(path, {}, { Retry: retry }));
  expect(await handle.result()).toMatchObject({ ResponseBody: 3 });
  const { events } = await handle.fetchHistory();
  const timers = events?.flatMap(({ timerStartedEventAttributes: timer }) =>
    timer == null ? [] : [Number(timer.startToFireTimeout?.seconds)],
  );
  expect(timers?.[0]).toBeGreaterThanOrEqual(1);
  expect(timers).toHaveLength(2);
});

test('without retriers a throttled call is tried again, and a failed one is not', async () => {
  const throttled = serve((request, response, nth) =>
    json(nth === 1 ? 429 : 200, nth)(request, response, nth),
  );
  expect(await pipelines.run(call(throttled))).toMatchObject({ ResponseBody: 2 });
  const failed = serve(json(500, 'no'));
  expect((await pipelines.fails(call(failed))).type).toBe('States.Http.StatusCode.500');
  expect(received(failed)).toHaveLength(1);
});

test('a connection that breaks after sending is States.Http.Socket, of unknown outcome', async () => {
  const path = serve((_, response) => response.destroy());
  const caught = { Catch: [{ ErrorEquals: ['FunctionGraph.OutcomeUnknown'], Next: 'Unknown' }] };
  const definition = call(path, {}, caught) as { States: object };
  const machine = { ...definition, States: { ...definition.States, Unknown: { Type: 'Pass', End: true } } };
  expect(await pipelines.run(machine)).toMatchObject({ Error: 'States.Http.Socket' });
  expect(received(path)).toHaveLength(1);
});

test('an endpoint that does not answer is States.Timeout by TimeoutSeconds', async () => {
  const path = serve(() => undefined);
  expect((await pipelines.fails(call(path, {}, { TimeoutSeconds: 1 }))).type).toBe('States.Timeout');
});

test('an endpoint that is not there was surely not called', async () => {
  const port = await freePort();
  const definition = call(
    '',
    { ApiEndpoint: `http://127.0.0.1:${port}/` },
    { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }] },
  );
  const { type, message } = await pipelines.fails(definition);
  expect([type, message]).toEqual(['States.Http.Socket', expect.stringContaining('nothing was sent')]);
});

test('an answer over the limit on what a state holds fails, and is not taken in whole', async () => {
  const path = serve((_, response) => response.writeHead(200).end('x'.repeat(300 * 1024)));
  expect((await pipelines.fails(call(path))).type).toBe('States.DataLimitExceeded');
});

test('an endpoint can answer by a callback', async () => {
  const path = serve(json(202, null));
  const definition = call(
    path,
    { RequestBody: { 'token.$': '$$.Task.Token' } },
    { Resource: 'http:invoke.waitForTaskToken' },
  );
  const handle = await pipelines.start(definition);
  await until(() => received(path).length === 1);
  const { token } = JSON.parse(received(path)[0]?.body ?? '') as { token: string };
  const verdict = new CallbackKeys([KEY]).verify(token);
  if (!('token' in verdict)) throw new Error('it is no token of ours');
  const { id, path: at, run } = verdict.token;
  const answer = await handle.executeUpdate('callback', {
    args: [{ id, path: at, run, outcome: { output: 'called back' } }],
  });
  expect([answer, await handle.result()]).toEqual(['accepted', 'called back']);
});

test('a cancelled run gives its request up, and can clean up', async () => {
  const path = serve(() => undefined);
  const cleanUp = serve(json(200, 'cleaned'));
  const definition = call(
    path,
    {},
    { Catch: [{ ErrorEquals: ['FunctionGraph.Cancelled'], Next: 'Clean' }] },
  ) as { States: object };
  const clean = (call(cleanUp) as { States: { Only: object } }).States.Only;
  const handle = await pipelines.start({ ...definition, States: { ...definition.States, Clean: clean } });
  await until(() => received(path).length === 1);
  await handle.cancel();
  await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
  expect(received(cleanUp)).toHaveLength(1);
});

async function freePort(): Promise<number> {
  const free = createServer();
  await new Promise<void>((resolve) => {
    free.listen(0, '127.0.0.1', resolve);
  });
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => {
    free.close(resolve);
  });
  return port;
}
