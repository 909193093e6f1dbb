import { verdictOf } from '../errors/error-table';
import type { Verdict } from '../errors/verdict';
import type { FunctionGraphError } from '../function-graph-error';
import type { Answer } from '../http/exchange';
import type { AnswerFacts } from './answer-facts';
import type { Call } from './call';
import { failure } from './failure';
import { type FailureBody, readFailureBody } from './failure-body';
import { functionFailure } from './function-failure';
import { cutLog } from './log-tail';
import { redact } from './safe-text';
import { wireCode } from './wire-code';

/** An answer whose status is no success: the code in its body decides with the status, else the status alone. */
export function serviceFailure(call: Call, answer: Answer, facts: AnswerFacts): FunctionGraphError {
  const body = readFailureBody(bodyText(call, answer));
  const code = wireCode(body.code);
  const verdict = verdictOf(code ?? '', answer.status);
  const onlyItsAccount = code === undefined && body.functionError !== undefined && answer.status >= 500;
  if (verdict.executed === 'yes' || onlyItsAccount) return functionFailure(call, answer, facts, body);
  return failure(call, {
    code: code ?? `HTTP.${answer.status}`,
    verdict,
    reason: `HTTP ${answer.status}${code ? ` ${code}` : ''}${said(body, verdict)}`,
    status: answer.status,
    headers: answer.headers,
    facts,
    ...(body.functionError && { functionError: body.functionError }),
    requestId: facts.requestId ?? body.requestId,
    logs: facts.logs ?? cutLog(body.log),
    cause: answer.error,
  });
}

/** The body of a failed call as text, without what must not be repeated; empty where it did not arrive whole. */
export function bodyText(call: Call, answer: Answer): string {
  return answer.incomplete ? '' : redact(answer.body.toString(), call.secrets());
}

const KNOWN_REFUSALS =
  /verify aksk signature fail|decrypt token fail|ak not exist|AK access failed to reach the limit|signature expired|token expired|token must be updated|username or password is wrong|this emulator serves the project \w+/i;

/** Of a refused signature only what is known to be harmless is repeated: the text echoes the request. */
function said(body: FailureBody, verdict: Verdict): string {
  const harmless =
    verdict.group === 'FunctionGraph.Unauthorized' ? KNOWN_REFUSALS.exec(body.message)?.[0] : body.message;
  return harmless ? `: ${harmless}` : '';
}
