import { OWN_FAILURES } from '../errors/own-failures';
import type { Verdict } from '../errors/verdict';
import type { FunctionGraphError } from '../function-graph-error';
import type { NoAnswer } from '../http/exchange';
import type { Call } from './call';
import { failure } from './failure';

/** No answer: what was sent may have arrived, what was not sent surely did not. */
export function networkFailure(call: Call, outcome: NoAnswer): FunctionGraphError {
  if (outcome.timedOut) return timeoutFailure(call, outcome.sent);
  const code = networkCode(outcome.error);
  const verdict = outcome.sent ? afterSending(code) : beforeSending(code);
  const text = outcome.error?.message || 'the connection failed';
  const reason = text.includes(code) ? text : `${code}, ${text}`;
  return failure(call, { code, verdict, reason, cause: outcome.error });
}

/** The deadline of the call passed. */
export function timeoutFailure(call: Call, sent: boolean): FunctionGraphError {
  const verdict = sent ? OWN_FAILURES.timedOut : OWN_FAILURES.timedOutUnsent;
  return failure(call, { code: verdict.group, verdict, reason: `no answer within ${call.timeoutMs} ms` });
}

/** `ECONNRESET`; `code` and never `instanceof`, which fails across realms. */
export function networkCode(error: Error | undefined): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && code !== '' ? code : 'FunctionGraph.Connection';
}

function beforeSending(code: string): Verdict {
  const certificate = /CERT|^ERR_TLS|^ERR_SSL|SELF_SIGNED|^UNABLE_TO_/.test(code);
  return certificate ? OWN_FAILURES.certificateRefused : OWN_FAILURES.notConnected;
}

function afterSending(code: string): Verdict {
  return /^HPE_|HEADERS_OVERFLOW/.test(code) ? OWN_FAILURES.notHttp : OWN_FAILURES.connectionLost;
}
