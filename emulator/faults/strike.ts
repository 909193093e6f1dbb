import { setTimeout as sleep } from 'node:timers/promises';
import { ERROR_TABLE, findRow } from '../../functiongraph/errors/error-table';
import { answer, answerJson, answerRefusal } from '../http/answer';
import { type ApiRequest, header } from '../http/api-request';
import { answerFunction, type FunctionAnswer, functionHeaders, v1Body } from '../http/function-answer';
import { Refusal, THROTTLED } from '../http/refusal';
import type { EmulatorState } from '../state';
import type { Fault } from './fault';

type StatusFault = Extract<Fault, { fault: 'status' }>;
/** A fault that strikes once the function has run. */
export type LateFault = Exclude<Fault, { fault: 'delay' | 'throttle' | 'reset' }>;

const FIRST_SYSTEM_CODE = 10_000;

/**
 * Counts a call and lets the faults strike that come before the function runs. `struck`: the request is dealt with;
 * a fault: hand it to {@link strikeAfter} once the function has run.
 */
export async function strikeBefore(
  state: EmulatorState,
  request: ApiRequest,
  functionName: string,
  requestId: string,
): Promise<LateFault | 'struck' | undefined> {
  const { call, delayMs, fault } = state.faults.next(functionName);
  const struck = { type: 'fault', requestId, functionName, call } as const;
  if (delayMs > 0) {
    state.emit({ ...struck, fault: 'delay' });
    await sleep(delayMs);
  }
  if (!fault) return undefined;
  state.emit({ ...struck, fault: fault.fault });
  if (fault.fault === 'throttle') answerRefusal(request, THROTTLED(fault.retryAfterSeconds));
  else if (fault.fault === 'reset') request.message.socket.resetAndDestroy();
  else if (fault.fault === 'status' && !fault.executed)
    answerStatus(request, fault, notRun(request, requestId, state.failureStatus));
  else if (fault.fault !== 'noAnswer' || fault.executed) return fault;
  return 'struck';
}

/** Spoils the answer of a function that has run. */
export function strikeAfter(fault: LateFault, request: ApiRequest, details: FunctionAnswer): void {
  const { response } = request;
  const { socket } = request.message;
  const whole = Buffer.from(v1Body(details));
  const half = whole.subarray(0, whole.length / 2);
  const headers = functionHeaders(details, 'v1');
  switch (fault.fault) {
    case 'noAnswer':
      return;
    case 'resetAfter':
      socket.resetAndDestroy();
      return;
    case 'malformed':
      answer(response, 200, half, headers);
      return;
    case 'truncated':
      response.writeHead(200, {
        ...headers,
        'Content-Type': 'application/json',
        'Content-Length': whole.length,
      });
      response.write(half, () => socket.destroy());
      return;
    case 'status':
      answerStatus(request, fault, details);
      return;
  }
}

/** The error that a `status` fault describes: of the gateway or service, or, for a number, of the kernel. */
function answerStatus(request: ApiRequest, fault: StatusFault, details: FunctionAnswer): void {
  const { retryAfterSeconds } = fault;
  const status = fault.status ?? statusOf(fault.code);
  const code = fault.code ?? `FSS.${String(status).padStart(4, '0')}`;
  const message = fault.message ?? findRow(code, status)?.text ?? 'scripted fault';
  const retryAfter = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
  if (fault.body !== undefined) {
    answer(request.response, status, fault.body, { 'X-Request-Id': request.gatewayId, ...retryAfter });
    return;
  }
  if (!/^\d+$/.test(code)) {
    const options = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    answerRefusal(request, new Refusal(status, code, message, options));
    return;
  }
  if (Number(code) < FIRST_SYSTEM_CODE) {
    const outcome = { ...details.outcome, code: Number(code), body: Buffer.from(message) };
    answerFunction(request.response, { ...details, outcome });
    return;
  }
  const body = { code: Number(code), message, trace_id: details.requestId };
  answerJson(request.response, status, body, { 'X-Request-Id': request.gatewayId, ...retryAfter });
}

/** The first status that a code is known to come with; 500 for any other. */
function statusOf(code: string | undefined): number {
  return ERROR_TABLE.find((row) => row.code === code)?.status[0] ?? 500;
}

/** The frame of an answer of a function that did not run. */
function notRun(request: ApiRequest, requestId: string, failureStatus: 200 | 500): FunctionAnswer {
  return {
    outcome: { code: 0, body: Buffer.alloc(0), durationMs: 0, memoryUsedMb: 0 },
    requestId,
    gatewayId: request.gatewayId,
    version: header(request, 'x-cff-request-version')?.toLowerCase() === 'v1' ? 'v1' : 'v0',
    memoryMb: 0,
    log: undefined,
    failureStatus,
  };
}
