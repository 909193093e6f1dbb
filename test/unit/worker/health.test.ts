import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { healthRoutes, type Readiness } from '../../../worker/http/health-routes';
import { type HttpServer, startHttpServer } from '../../../worker/http/http-server';

const open: (HttpServer | Server)[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function health(readiness: Readiness): Promise<(path: string, method?: string) => Promise<unknown[]>> {
  const listen = { host: '127.0.0.1', port: 0 };
  const server = await startHttpServer(
    listen,
    healthRoutes(async () => readiness),
  );
  open.push(server);
  return async (path, method = 'GET') => {
    const response = await fetch(server.address + path, { method });
    const body = await response.text();
    return [response.status, body === '' ? undefined : (JSON.parse(body) as unknown)];
  };
}

test('/healthz says that the process lives, whatever the worker does', async () => {
  const get = await health({ ready: false, state: 'starting' });
  expect(await get('/healthz')).toEqual([200, { status: 'ok' }]);
});

test('/readyz is 200 while the worker takes work', async () => {
  const get = await health({ ready: true, state: 'running' });
  expect(await get('/readyz')).toEqual([200, { ready: true, state: 'running' }]);
  expect(await get('/readyz', 'HEAD')).toEqual([200, undefined]);
});

test('/readyz is 503 with the reason while it does not', async () => {
  const get = await health({ ready: false, state: 'draining' });
  expect(await get('/readyz')).toEqual([503, { ready: false, state: 'draining' }]);
});

test('nothing else is served', async () => {
  const get = await health({ ready: true, state: 'running' });
  expect((await get('/metrics'))[0]).toBe(404);
  expect((await get('/healthz', 'POST'))[0]).toBe(405);
});

test('a port in use is refused with the remedy', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
  open.push(other);
  const { port } = other.address() as AddressInfo;
  await expect(
    startHttpServer(
      { host: '127.0.0.1', port },
      healthRoutes(async () => ({ ready: true, state: '' })),
    ),
  ).rejects.toThrow(
    `worker.httpPort: port ${port} on 127.0.0.1 is in use by another program. Stop that, or choose another port (0 takes a free one).`,
  );
});
