import type { EmulatorState } from '../state';
import { answer } from './answer';
import type { ApiRequest } from './api-request';
import { Refusal } from './refusal';
import { findTarget } from './target';

/** `POST .../cancel` of an asynchronous invocation: its instance is stopped, and it ends with 4208. */
export function cancelAsyncInvocation(state: EmulatorState, request: ApiRequest): void {
  const { local } = findTarget(state, request);
  const requestId = readRequestId(request.body);
  const call = state.asyncCalls.get(requestId);
  if (call?.functionName !== local.name)
    throw new Refusal(404, 'FSS.0404', `Not found the asynchronous invocation ${requestId}`);
  call.cancel();
  answer(request.response, 200, '{}', { 'X-Request-Id': request.gatewayId });
}

function readRequestId(body: Buffer): string {
  try {
    const { request_id: requestId } = JSON.parse(body.toString()) as { request_id?: unknown };
    if (typeof requestId === 'string') return requestId;
  } catch {
    // Not JSON, or not an object: refused like a body without an id.
  }
  throw new Refusal(400, 'FSS.0400', 'Invalid parameter: the body must be {"request_id": "..."}');
}
