import type { IncomingHttpHeaders } from 'node:http';
import type { InvocationSummary } from '../invocation';
import { headerText, headerValues } from './header-values';
import { readLogTail } from './log-tail';
import { readSummary } from './summary';

/** What the head of an answer says of the call. */
export interface AnswerFacts {
  readonly requestId: string | undefined;
  readonly summary: InvocationSummary | undefined;
  readonly logs: string | undefined;
  /** `X-Func-Err-Code` where it is there and not 0. */
  readonly functionErrorCode: string | undefined;
  /** The platform says so: `X-Func-Err-Code` is 0, or only `X-Is-Func-Err` is there and false. */
  readonly succeeded: boolean;
  /** `X-Is-Func-Err` says that the function failed. */
  readonly isFunctionError: boolean;
  /** `X-Cff-Response-Version`. */
  readonly version: 'v0' | 'v1' | undefined;
  /** Any header of FunctionGraph itself is there: no other page that something on the way has put up. */
  readonly fromFunction: boolean;
}

export function answerFacts(headers: IncomingHttpHeaders): AnswerFacts {
  const codes = headerValues(headers, 'x-func-err-code');
  const failed = codes.find((code) => !/^0+$/.test(code));
  const flags = headerValues(headers, 'x-is-func-err');
  const isFunctionError = flags.some((flag) => /^(?:true|yes|1)$/i.test(flag));
  const version = headerValues(headers, 'x-cff-response-version')[0]?.toLowerCase();
  const functionRequestId = headerValues(headers, 'x-cff-request-id')[0];
  return {
    requestId: functionRequestId ?? headerValues(headers, 'x-request-id')[0],
    summary: readSummary(
      headerText(headers, 'x-cff-invoke-summary'),
      headerText(headers, 'x-cff-billing-duration'),
    ),
    logs: readLogTail(headerText(headers, 'x-cff-function-log')),
    functionErrorCode: failed,
    succeeded: failed === undefined && !isFunctionError && codes.length + flags.length > 0,
    isFunctionError,
    version: version === 'v0' || version === 'v1' ? version : undefined,
    fromFunction: codes.length > 0 || version !== undefined || functionRequestId !== undefined,
  };
}
