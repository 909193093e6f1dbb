/** A bare HTTP server with the headers of a finished invocation: the floor under every client that is measured. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '../support/child';

const REQUEST_ID = '960d089c-0a0b-4c0d-8e0f-101112131415';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const event = Buffer.concat(chunks).toString();
    const version = String(request.headers['x-cff-request-version'] ?? 'v0');
    const envelope = { request_id: REQUEST_ID, result: event, log: '', status: 200 };
    const body = version === 'v1' ? JSON.stringify(envelope) : event;
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-cff-request-id': REQUEST_ID,
      'x-cff-invoke-summary': '{"duration":1.913,"billingDuration":2,"memorySize":128,"memoryUsed":41.511}',
      'x-cff-response-version': version,
      'x-func-err-code': '0',
      'x-is-func-err': 'false',
    });
    response.end(body);
  });
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
