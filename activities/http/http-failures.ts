import { retryAfterMs } from '../../functiongraph/decode/retry-after';
import { withoutSecrets } from '../../functiongraph/decode/safe-text';
import { verdictByStatus } from '../../functiongraph/errors/verdict-by-status';
import type { Executed } from '../../functiongraph/function-graph-error';
import type { Answer } from '../../functiongraph/http/exchange';
import type { CallFailure } from '../call-failure';
import { cutEnd } from '../cut-text';
import type { PlannedRequest } from './http-arguments';
import type { HttpLimit } from './http-limit';
import type { HttpResult } from './wire';

/** The service's limit on what a state holds, most of which the body may be. */
export const MAX_BODY_BYTES = 256 * 1024;
const MAX_CAUSE_BYTES = 3 * 1024;

/** Code of the error with which a connection to an address that must not be used is given up. */
export const REFUSED_ADDRESS = 'ERR_REFUSED_ADDRESS';

/** An answer whose status is no success; a redirect is one. */
export function refused(
  { label, secrets }: PlannedRequest,
  { status, headers }: Answer,
  result: HttpResult,
): CallFailure {
  const { executed, transient } = verdictByStatus(status);
  const waitMs = retryAfterMs(headers, Date.now());
  const { StatusCode, StatusText, ResponseBody } = result;
  const code = `States.Http.StatusCode.${status}`;
  const location =
    headers.location === undefined
      ? ''
      : withoutSecrets(`, to ${headers.location}, which is not followed`, secrets);
  return {
    message: `${label} answered ${status} ${StatusText}${status >= 300 && status <= 399 ? location : ''}`,
    code,
    executed,
    transient,
    names: names(code, executed),
    httpStatus: status,
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
    causeText: causeOf({ StatusCode, StatusText, ResponseBody }),
  };
}

/** JSON that a Catch can parse; a body that is too long for that is cut, as text. */
function causeOf(cause: Pick<HttpResult, 'StatusCode' | 'StatusText' | 'ResponseBody'>): string {
  const whole = JSON.stringify(cause);
  if (Buffer.byteLength(whole) <= MAX_CAUSE_BYTES) return whole;
  const { ResponseBody: body } = cause;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return JSON.stringify({ ...cause, ResponseBody: cutEnd(text, MAX_CAUSE_BYTES / 2) });
}

export function timedOut(
  { label }: PlannedRequest,
  sent: boolean,
  { timeoutMs, asked }: HttpLimit,
): CallFailure {
  const executed = sent ? 'maybe' : 'no';
  // Recorded: without TimeoutSeconds the service's own limit shows as a socket's failure.
  const code = asked ? 'States.Timeout' : 'States.Http.Socket';
  return {
    message: `${label}: no answer within ${timeoutMs} ms${sent ? '' : '; nothing was sent'}`,
    code,
    executed,
    transient: true,
    names: names(code, executed, asked),
  };
}

/** The connection failed, before or after the request was sent. */
export function broken(
  { label, secrets }: PlannedRequest,
  code: string,
  text: string,
  executed: Executed,
  transient: boolean,
): CallFailure {
  const reason = withoutSecrets(text.includes(code) ? text : `${code}, ${text}`, secrets);
  return {
    message: `${label}: ${reason}${executed === 'no' ? '; nothing was sent' : ''}`,
    code,
    executed,
    transient,
    names: names('States.Http.Socket', executed),
  };
}

export function tooLarge({ label }: PlannedRequest): CallFailure {
  const code = 'States.DataLimitExceeded';
  return {
    message: `${label} answered with more than ${MAX_BODY_BYTES} bytes, which is what a state can hold; ask it for less, or fetch it in a function`,
    code,
    executed: 'yes',
    transient: false,
    names: names(code, 'yes'),
  };
}

function names(first: string, executed: Executed, timeout = false): readonly string[] {
  return [
    first,
    ...(executed === 'maybe' ? ['FunctionGraph.OutcomeUnknown'] : []),
    ...(timeout ? [] : ['States.TaskFailed']),
    'States.ALL',
  ];
}
