import type { AsyncCall } from '../async-calls';
import type { EmulatorState } from '../state';
import { answerJson } from './answer';
import type { ApiRequest } from './api-request';
import { findTarget } from './target';

const MAX_LIMIT = 500;
const DEFAULT_LIMIT = 100;

/** `GET .../async-invocations?request_id&status&limit&marker`: newest first. There is no result in it, as in the cloud. */
export function listAsyncInvocations(state: EmulatorState, request: ApiRequest): void {
  const { query } = request;
  const requestId = query.get('request_id');
  const status = query.get('status');
  list(
    state,
    request,
    (call) =>
      (requestId === null || call.request_id === requestId) && (status === null || call.status === status),
  );
}

/** `GET .../active-async-invocations?requests=id,id`: those that have not ended. */
export function listActiveAsyncInvocations(state: EmulatorState, request: ApiRequest): void {
  const asked = request.query.get('requests')?.split(',');
  list(
    state,
    request,
    (call) => call.end_time === '' && (asked === undefined || asked.includes(call.request_id)),
  );
}

function list(state: EmulatorState, request: ApiRequest, wanted: (call: AsyncCall) => boolean): void {
  const { local } = findTarget(state, request);
  const marker = Number(request.query.get('marker') ?? 0) || 0;
  const limit = Math.min(Number(request.query.get('limit') ?? DEFAULT_LIMIT) || DEFAULT_LIMIT, MAX_LIMIT);
  const all = state.asyncCalls.of(local.name).filter(wanted).toReversed();
  const invocations = all
    .slice(marker, marker + limit)
    .map(({ request_id, status, error_code, error_message, start_time, end_time }) => ({
      request_id,
      status,
      error_code,
      error_message,
      start_time,
      end_time,
    }));
  const body = { invocations, count: invocations.length, next_marker: marker + invocations.length };
  answerJson(request.response, 200, body, { 'X-Request-Id': request.gatewayId });
}
