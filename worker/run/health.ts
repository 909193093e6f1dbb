import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListenAddress } from '../config/listen-address';
import { listenError } from './listen-error';

export interface Readiness {
  readonly ready: boolean;
  /** Why not, or what the worker does. */
  readonly state: string;
}

export interface HealthServer {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * `GET /healthz`: 200 while the process answers (restart it when it does not). `GET /readyz`: 200 while the worker
 * takes work, else 503; both with a JSON body that says why.
 */
export async function startHealthServer(
  listen: ListenAddress,
  readiness: () => Promise<Readiness>,
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`);
    };
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD')
      answer(405, { error: 'only GET and HEAD are answered' });
    else if (path === '/healthz') answer(200, { status: 'ok' });
    else if (path === '/readyz')
      void readiness().then(({ ready, state }) => answer(ready ? 200 : 503, { ready, state }));
    else answer(404, { error: 'only /healthz and /readyz are served here' });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(listenError('worker.httpPort', listen, error.code ?? error.message)),
    );
    server.listen(listen.port, listen.host, resolve);
  });
  const { address, family, port } = server.address() as AddressInfo;
  return {
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
