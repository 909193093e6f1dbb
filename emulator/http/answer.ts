import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { ApiRequest } from './api-request';
import type { Refusal } from './refusal';

export type AnswerHeaders = Record<string, string>;

/** How long the rest of a refused body may still be arriving. */
const LINGER_MS = 2000;

/** The gateway's own id of a request: 32 hex digits. */
export function gatewayRequestId(): string {
  return randomUUID().replaceAll('-', '');
}

export function answer(
  response: ServerResponse,
  status: number,
  body: Buffer | string,
  headers: AnswerHeaders,
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    Server: 'api-gateway',
    ...headers,
  });
  response.end(body);
}

export function answerJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: AnswerHeaders,
): void {
  answer(response, status, JSON.stringify(value), headers);
}

/** `{"error_code","error_msg"}`; from the gateway itself with its request id. */
export function answerRefusal(
  { message: request, response, gatewayId }: Pick<ApiRequest, 'message' | 'response' | 'gatewayId'>,
  { code, message, status, options }: Refusal,
): void {
  const body = {
    error_msg: message,
    error_code: code,
    ...(code.startsWith('API') && { request_id: gatewayId }),
  };
  answerJson(response, status, body, {
    'X-Request-Id': gatewayId,
    ...(options.retryAfterSeconds !== undefined && { 'Retry-After': String(options.retryAfterSeconds) }),
    ...(options.closeConnection && { Connection: 'close' }),
  });
  if (options.closeConnection) {
    request.resume();
    setTimeout(() => request.socket.destroy(), LINGER_MS).unref();
  }
}
