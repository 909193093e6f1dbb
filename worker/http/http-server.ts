import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListenAddress } from '../config/listen-address';
import { listenError } from '../run/listen-error';

export interface HttpAnswer {
  readonly status: number;
  readonly body: object;
}

/** One thing that the port serves. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** As it is shown to people: `/callback/{token}`. A part in braces is any one segment. */
  readonly path: string;
  answer(segment: string, request: IncomingMessage): Promise<HttpAnswer>;
}

export interface HttpServer {
  readonly address: string;
  close(): Promise<void>;
}

/** The worker's HTTP port: each answer is JSON; HEAD is answered as GET without its body. */
export async function startHttpServer(listen: ListenAddress, routes: readonly Route[]): Promise<HttpServer> {
  const server = createServer((request, response) => {
    void answerTo(request, routes).then((answer) => write(request, response, answer));
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

interface Written extends HttpAnswer {
  /** Methods that the path has. */
  readonly allow?: string;
}

async function answerTo(request: IncomingMessage, routes: readonly Route[]): Promise<Written> {
  const [path = '/'] = (request.url ?? '/').split('?');
  const found = routes.flatMap((route) => {
    const segment = match(route.path, path);
    return segment === undefined ? [] : [{ route, segment }];
  });
  if (found.length === 0) {
    const served = routes.map((route) => route.path).join(', ');
    return { status: 404, body: { error: `nothing is served here; served are ${served}` } };
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const chosen = found.find(({ route }) => route.method === method);
  if (chosen === undefined) {
    const allow = found.map(({ route }) => (route.method === 'GET' ? 'GET, HEAD' : route.method)).join(', ');
    return { status: 405, allow, body: { error: `${request.method} is not answered here; ${allow} is` } };
  }
  try {
    return await chosen.route.answer(chosen.segment, request);
  } catch {
    return { status: 500, body: { error: 'the worker failed to answer; see its log' } };
  }
}

/** The segment that stands where the pattern has braces; empty where it has none. */
function match(pattern: string, path: string): string | undefined {
  const [before = '', after] = pattern.split(/\{\w+\}/);
  if (after === undefined) return path === pattern ? '' : undefined;
  if (!path.startsWith(before) || !path.endsWith(after)) return undefined;
  const segment = path.slice(before.length, path.length - after.length);
  return segment === '' || segment.includes('/') ? undefined : segment;
}

function write(request: IncomingMessage, response: ServerResponse, { status, body, allow }: Written): void {
  const early = request.method === 'POST' && !request.complete;
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    ...(allow !== undefined && { allow }),
    // The rest of a body that nobody reads: the connection cannot be used again.
    ...(early && { connection: 'close' }),
  });
  response.end(request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`);
}
