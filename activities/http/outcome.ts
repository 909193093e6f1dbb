import { STATUS_CODES, type IncomingHttpHeaders } from 'node:http';
import type { JsonValue } from '../../asl/language/json';
import { withoutSecrets } from '../../functiongraph/decode/safe-text';
import { networkCode } from '../../functiongraph/decode/network-failure';
import type { Answer, NoAnswer } from '../../functiongraph/http/exchange';
import type { CallFailure } from '../call-failure';
import type { PlannedRequest } from './http-arguments';
import type { HttpLimit } from './http-limit';
import { broken, REFUSED_ADDRESS, refused, timedOut, tooLarge } from './http-failures';
import { isJsonType } from './http-body';
import type { HttpResult } from './wire';

export type HttpOutcome = { readonly result: HttpResult } | { readonly failure: CallFailure };

/** What an exchange means to the task: a status of success is its result, everything else its failure. */
export function outcomeOf(
  request: PlannedRequest,
  outcome: Answer | NoAnswer,
  limit: HttpLimit,
): HttpOutcome {
  if (!('status' in outcome)) {
    if (outcome.timedOut) return { failure: timedOut(request, outcome.sent, limit) };
    const code = networkCode(outcome.error);
    const executed = outcome.sent ? 'maybe' : 'no';
    // An address that is refused here stays refused.
    const transient =
      code !== REFUSED_ADDRESS && !/CERT|^ERR_TLS|^ERR_SSL|SELF_SIGNED|^UNABLE_TO_/.test(code);
    return {
      failure: broken(request, code, outcome.error?.message ?? 'the connection failed', executed, transient),
    };
  }
  if (outcome.incomplete === 'timeout') return { failure: timedOut(request, true, limit) };
  const success = outcome.status >= 200 && outcome.status <= 299;
  if (success && outcome.incomplete === 'too-large') return { failure: tooLarge(request) };
  if (success && outcome.incomplete === 'lost')
    return {
      failure: broken(
        request,
        networkCode(outcome.error),
        'the connection broke in the middle of the answer',
        'yes',
        false,
      ),
    };
  const result = resultOf(request, outcome);
  return success ? { result } : { failure: refused(request, outcome, result) };
}

function resultOf({ secrets }: PlannedRequest, { status, headers, body, incomplete }: Answer): HttpResult {
  const text = incomplete === undefined ? withoutSecrets(body.toString(), secrets) : '';
  return {
    StatusCode: status,
    StatusText: STATUS_CODES[status] ?? '',
    Headers: listed(headers, secrets),
    ResponseBody: isJsonType(headers['content-type'] ?? '') ? parsed(text) : text,
  };
}

function listed(headers: IncomingHttpHeaders, secrets: readonly string[]): HttpResult['Headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value ?? '']).map((one) => withoutSecrets(one, secrets)),
    ]),
  );
}

/** What says that it is JSON and is none is taken as text. */
function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
