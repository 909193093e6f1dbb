import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface ScriptedServer {
  readonly address: string;
  readonly requests: readonly ReceivedRequest[];
  close(): Promise<void>;
}

/** A server on a free port that answers as a test says, over real HTTP, and remembers what it was asked. */
export async function startScriptedServer(
  answer: (request: ReceivedRequest, response: ServerResponse) => void,
): Promise<ScriptedServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
      requests.push(request);
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Headers that FunctionGraph puts on the answer of a function that succeeded. */
export function functionHeaders(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    'x-cff-request-id': 'rid-1',
    'x-func-err-code': '0',
    'x-is-func-err': 'false',
    'x-cff-response-version': 'v1',
    ...more,
  };
}

/** The body of a v1 answer. */
export function envelope(result: unknown, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    request_id: 'rid-1',
    result: JSON.stringify(result),
    log: '',
    status: 200,
    ...more,
  });
}
