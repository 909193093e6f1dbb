import type { ServerResponse } from 'node:http';
import type { Outcome } from '../instances/outcome';
import { answer, type AnswerHeaders } from './answer';

export interface FunctionAnswer {
  readonly outcome: Outcome;
  readonly requestId: string;
  readonly gatewayId: string;
  /** `X-CFF-Request-Version`. */
  readonly version: 'v0' | 'v1';
  readonly memoryMb: number;
  /** The end of the log, where `X-Cff-Log-Type: tail` asked for it. */
  readonly log: Buffer | undefined;
  /** HTTP status of a function that failed. */
  readonly failureStatus: 200 | 500;
}

/** Codes from here on are the platform's own; below they speak of the user's function. */
const FIRST_SYSTEM_CODE = 10_000;

/** The answer of a function that was called, whether it succeeded or failed: every documented header is there. */
export function answerFunction(response: ServerResponse, details: FunctionAnswer): void {
  const { outcome, failureStatus } = details;
  const failed = outcome.code !== 0;
  const status = failed ? failureStatus : 200;
  const kernelForm = failed && failureStatus === 500;
  const version = kernelForm ? 'v0' : details.version;
  const body = kernelForm ? kernelBody(details) : version === 'v1' ? v1Body(details) : outcome.body;
  answer(response, status, body, functionHeaders(details, version));
}

export function functionHeaders(details: FunctionAnswer, version: 'v0' | 'v1'): AnswerHeaders {
  const { outcome, requestId, gatewayId, memoryMb, log } = details;
  const billed = Math.max(1, Math.ceil(outcome.durationMs));
  const summary = {
    duration: round(outcome.durationMs),
    billingDuration: billed,
    memorySize: memoryMb,
    memoryUsed: round(outcome.memoryUsedMb),
  };
  return {
    'X-Request-Id': gatewayId,
    'X-Cff-Request-Id': requestId,
    'X-Cff-Invoke-Summary': JSON.stringify(summary),
    'X-CFF-Billing-Duration': String(billed),
    'X-Cff-Response-Version': version,
    'X-Func-Err-Code': String(outcome.code),
    'X-Is-Func-Err': String(outcome.code !== 0 && outcome.code < FIRST_SYSTEM_CODE),
    ...(log && { 'X-Cff-Function-Log': log.toString('base64') }),
  };
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function v1Body({ outcome, requestId, log }: FunctionAnswer): string {
  return JSON.stringify({
    request_id: requestId,
    result: outcome.body.toString(),
    log: log?.toString() ?? '',
    status: outcome.code === 0 ? 200 : 500,
  });
}

/** How the platform's kernel words a failure: an envelope as an object, plain text as a string. */
function kernelBody({ outcome, requestId }: FunctionAnswer): string {
  const text = outcome.body.toString();
  return JSON.stringify({ code: outcome.code, message: envelopeOrText(text), trace_id: requestId });
}

function envelopeOrText(text: string): unknown {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
