/** A bare HTTP server with the headers of a finished invocation: the floor under every client that is measured. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerWith } from '../support/answer';
import { serve } from '../support/child';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => answerWith(Buffer.concat(chunks).toString(), request, response));
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
