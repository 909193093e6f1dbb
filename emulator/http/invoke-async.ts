import { randomUUID } from 'node:crypto';
import { MAX_ASYNC_EVENT_BYTES } from '../../functiongraph/encode-event';
import type { AsyncCall } from '../async-calls';
import { strikeAfter, strikeBefore } from '../faults/strike';
import type { EmulatorState } from '../state';
import { answerJson } from './answer';
import { apiTime } from './api-time';
import type { ApiRequest } from './api-request';
import { Refusal } from './refusal';
import { type FunctionCall, runFunction } from './run-function';
import { findPool, findTarget } from './target';

/** `POST .../invocations-async`: 202 with the request id; the function runs after the answer. */
export async function invokeAsync(state: EmulatorState, request: ApiRequest): Promise<void> {
  if (request.body.length > MAX_ASYNC_EVENT_BYTES)
    throw new Refusal(413, 'FSS.0413', 'The request body is too large.');
  const target = findTarget(state, request);
  const requestId = randomUUID();
  const fault = await strikeBefore(state, request, target.local.name, requestId);
  if (fault === 'struck') return;
  const { pool, memoryMb } = findPool(state, request, target);
  const call: AsyncCall = {
    request_id: requestId,
    functionName: target.local.name,
    status: 'RUNNING',
    error_code: 0,
    error_message: '',
    start_time: apiTime(new Date()),
    end_time: '',
    cancel: () => pool.cancel(requestId),
  };
  state.asyncCalls.add(call);
  void runInBackground(state, call, {
    target,
    pool,
    memoryMb,
    requestId,
    event: request.body,
    tail: false,
  });
  if (fault) {
    const outcome = { code: 0, body: Buffer.alloc(0), durationMs: 0, memoryUsedMb: 0 };
    const { gatewayId } = request;
    strikeAfter(fault, request, {
      outcome,
      requestId,
      gatewayId,
      version: 'v0',
      memoryMb,
      log: undefined,
      failureStatus: state.failureStatus,
    });
  } else
    answerJson(
      request.response,
      202,
      { request_id: requestId },
      {
        'X-Request-Id': request.gatewayId,
        'X-Cff-Request-Id': requestId,
      },
    );
}

async function runInBackground(state: EmulatorState, record: AsyncCall, call: FunctionCall): Promise<void> {
  const { outcome } = await runFunction(state, call);
  record.status = outcome.code === 0 ? 'SUCCESS' : 'FAIL';
  record.error_code = outcome.code;
  record.error_message = outcome.code === 0 ? '' : outcome.body.toString();
  record.end_time = apiTime(new Date());
}
