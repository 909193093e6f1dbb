import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request that has passed the gateway: it is whole, and its sender is known. */
export interface ApiRequest {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  /** `X-Request-Id`. */
  readonly gatewayId: string;
  readonly projectId: string;
  /** The function as the path names it, decoded; empty where the path names none. */
  readonly functionText: string;
  readonly query: URLSearchParams;
}

export function header(request: ApiRequest, name: string): string | undefined {
  const value = request.message.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}
