import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerWith } from './answer';
import { serve } from './child';

/** A bare HTTP server with the headers of a finished invocation: the floor under everything that is measured. */
export function serveFunction(output: (event: string) => string): void {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answerWith(output(Buffer.concat(chunks).toString()), request, response));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    void serve(
      { address: `http://127.0.0.1:${port}` },
      async () => ({}),
      async () => server.closeAllConnections(),
    );
  });
}
