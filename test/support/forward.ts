import { request, type ServerResponse } from 'node:http';
import type { ReceivedRequest } from './scripted-server';

/** Hands a request on as it came (`host` is signed, too) and its answer back. */
export function forward(
  to: string,
  { method, url, headers, body }: ReceivedRequest,
  response: ServerResponse,
): void {
  const { hostname, port } = new URL(to);
  request({ hostname, port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 0, answer.headers);
    answer.pipe(response);
  }).end(body);
}
