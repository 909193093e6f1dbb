import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { EmulatorState } from '../state';
import { answerRefusal, gatewayRequestId } from './answer';
import type { ApiRequest } from './api-request';
import { readBody } from './read-body';
import { NO_SUCH_API, Refusal } from './refusal';
import { route } from './routes';

/** The gateway's limits (https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html). */
const MAX_BODY_BYTES = 12 * 1024 * 1024;
const MAX_URI_LENGTH = 32 * 1024;
const MAX_HEADER_BYTES = 128 * 1024;

/** A request must have arrived whole within this time. */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** Longer than clients keep idle connections, so that none sends into a closing one. */
const KEEP_ALIVE_MS = 75_000;

export function createApiServer(state: EmulatorState): Server {
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      requestTimeout: REQUEST_TIMEOUT_MS,
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: 2000,
      keepAliveTimeout: KEEP_ALIVE_MS,
      noDelay: true,
    },
    (message, response) => void serve(state, message, response),
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuseUnreadable(error, socket));
  return server;
}

async function serve(
  state: EmulatorState,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gatewayId = gatewayRequestId();
  try {
    await pass(state, message, response, gatewayId);
  } catch (error) {
    if (message.socket.destroyed) return;
    const refusal =
      error instanceof Refusal
        ? error
        : new Refusal(500, 'FSS.0500', `Internal server error. ${String(error)}`);
    const { status, code, message: text } = refusal;
    state.emit({ type: 'refused', requestId: gatewayId, status, code, message: text });
    answerRefusal({ message, response, gatewayId }, refusal);
  }
}

async function pass(
  state: EmulatorState,
  message: IncomingMessage,
  response: ServerResponse,
  gatewayId: string,
): Promise<void> {
  const { method = '', url = '', headers } = message;
  if (url.length > MAX_URI_LENGTH)
    throw new Refusal(414, 'APIGW.0201', 'Request URI too large', { closeConnection: true });
  const question = url.indexOf('?');
  const found = route(method, question < 0 ? url : url.slice(0, question));
  const body = await readBody(message, MAX_BODY_BYTES);
  if (!found) throw NO_SUCH_API();
  state.authenticator.check({ method, url, headers, body }, new Date());
  const { action, projectId, functionText } = found;
  if (projectId !== state.projectId)
    throw new Refusal(
      403,
      'FSS.0403',
      `Forbidden: this emulator serves the project ${state.projectId}, not ${projectId}`,
    );
  const query = new URLSearchParams(question < 0 ? '' : url.slice(question + 1));
  const request: ApiRequest = { message, response, body, gatewayId, projectId, functionText, query };
  await action(state, request);
}

/** What Node.js could not read as a request, or did not get in time. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) return;
  const [status, code, message] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['494 Request Header Too Large', 'APIGW.0201', 'Request headers too large']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['408 Request Timeout', 'FSS.0408', 'Request timeout.']
        : ['400 Bad Request', 'APIGW.0201', 'API request error'];
  const requestId = gatewayRequestId();
  const body = JSON.stringify({ error_msg: message, error_code: code, request_id: requestId });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `X-Request-Id: ${requestId}\r\nConnection: close\r\n\r\n${body}`,
  );
}
