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
  const text = outcome.error?.message ?? 'the connection failed';
  const reason = text.includes(code) ? text : `${code}, ${text}`;
  return failure(call, { code, verdict, reason, cause: outcome.error });
}

/** The deadline of the call passed. */
export function timeoutFailure(call: Call, sent: boolean): FunctionGraphError {
  const group = 'FunctionGraph.Timeout';
  const verdict: Verdict = {
    executed: sent ? 'maybe' : 'no',
    transient: true,
    group,
    timedOut: true,
    hint: sent
      ? 'The function may have run or be running still.'
      : 'It was not sent: no connection was free or could be opened in time.',
  };
  return failure(call, { code: group, verdict, reason: `no answer within ${call.timeoutMs} ms` });
}

/** `ECONNRESET`; `code` and never `instanceof`, which fails across realms. */
export function networkCode(error: Error | undefined): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && code !== '' ? code : 'FunctionGraph.Connection';
}

const CERTIFICATE = /CERT|^ERR_TLS|^ERR_SSL|SELF_SIGNED|^UNABLE_TO_/;

function beforeSending(code: string): Verdict {
  const refused = CERTIFICATE.test(code);
  return {
    executed: 'no',
    transient: !refused,
    group: 'FunctionGraph.Connection',
    hint: refused
      ? 'Nothing was sent. Check the endpoint, and for a private authority set NODE_EXTRA_CA_CERTS.'
      : 'Nothing was sent. Check the endpoint, the region and the network.',
  };
}

function afterSending(code: string): Verdict {
  if (/^HPE_|HEADERS_OVERFLOW/.test(code)) {
    return {
      executed: 'maybe',
      transient: false,
      group: 'FunctionGraph.MalformedResponse',
      hint: 'The answer is no HTTP: check the endpoint. Whether the function ran is not known.',
    };
  }
  return {
    executed: 'maybe',
    transient: true,
    group: 'FunctionGraph.Connection',
    hint: 'The connection broke after the request was sent: whether the function ran is not known.',
  };
}
