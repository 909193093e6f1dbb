import { randomUUID } from 'node:crypto';
import { MAX_EVENT_BYTES } from '../../functiongraph/encode-event';
import { strikeAfter, strikeBefore } from '../faults/strike';
import type { EmulatorState } from '../state';
import { type ApiRequest, header } from './api-request';
import { answerRefusal } from './answer';
import { answerFunction } from './function-answer';
import { BACKEND_TIMEOUT, Refusal, THROTTLED } from './refusal';
import { runFunction } from './run-function';
import { findPool, findTarget } from './target';

/** `POST .../invocations`: waits for the function and returns what it returns. */
export async function invoke(state: EmulatorState, request: ApiRequest): Promise<void> {
  if (request.body.length > MAX_EVENT_BYTES)
    throw new Refusal(413, 'FSS.0413', 'The request body is too large.');
  const version = requestVersion(request);
  const target = findTarget(state, request);
  const requestId = randomUUID();
  const fault = await strikeBefore(state, request, target.local.name, requestId);
  if (fault === 'struck') return;
  const { pool, memoryMb } = findPool(state, request, target);
  if (state.running >= state.concurrency) throw THROTTLED();
  state.running++;
  const gatewayTimeout = setTimeout(() => answerRefusal(request, BACKEND_TIMEOUT()), state.gatewayTimeoutMs);
  const tail = header(request, 'x-cff-log-type') === 'tail';
  const call = { target, pool, memoryMb, requestId, event: request.body, tail };
  const { outcome, log } = await runFunction(state, call).finally(() => {
    clearTimeout(gatewayTimeout);
    state.running--;
  });
  const details = { outcome, requestId, version, memoryMb, log, gatewayId: request.gatewayId };
  const answer = { ...details, failureStatus: state.failureStatus };
  if (fault) strikeAfter(fault, request, answer);
  else answerFunction(request.response, answer);
}

function requestVersion(request: ApiRequest): 'v0' | 'v1' {
  const asked = header(request, 'x-cff-request-version')?.toLowerCase() || 'v0';
  if (asked === 'v0' || asked === 'v1') return asked;
  throw new Refusal(
    400,
    'FSS.0400',
    `Invalid parameter: X-CFF-Request-Version ${asked} is neither v0 nor v1`,
  );
}
