import type { IncomingMessage, ServerResponse } from 'node:http';

const REQUEST_ID = '960d089c-0a0b-4c0d-8e0f-101112131415';

/** Gives the event back, with the headers of a finished invocation. */
export function answerWith(event: string, request: IncomingMessage, response: ServerResponse): void {
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
}
