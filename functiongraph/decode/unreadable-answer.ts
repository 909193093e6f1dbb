import { OWN_FAILURES } from '../errors/own-failures';
import type { FunctionGraphError } from '../function-graph-error';
import type { Answer } from '../http/exchange';
import type { AnswerFacts } from './answer-facts';
import type { Call } from './call';
import { failure } from './failure';
import { networkCode, timeoutFailure } from './network-failure';

/** An answer with a status of success that did not arrive whole. */
export function lostAnswer(call: Call, answer: Answer, facts: AnswerFacts): FunctionGraphError {
  if (answer.incomplete === 'timeout') return timeoutFailure(call, true);
  if (answer.incomplete === 'too-large') return outputTooLarge(call, answer, facts);
  const code = networkCode(answer.error);
  return failure(call, {
    code,
    verdict: OWN_FAILURES.connectionLost,
    reason: `${code}, the connection broke in the middle of the answer`,
    status: answer.status,
    facts,
    cause: answer.error,
  });
}

/** More than a function can return: where the platform says that it succeeded, it ran. */
export function outputTooLarge(call: Call, answer: Answer, facts: AnswerFacts): FunctionGraphError {
  const verdict = OWN_FAILURES.outputTooLarge;
  return failure(call, {
    code: verdict.group,
    verdict: facts.succeeded ? { ...verdict, executed: 'yes' } : verdict,
    reason: verdict.when,
    status: answer.status,
    facts,
  });
}

/** An answer with a status of success that is none of the formats. */
export function malformedAnswer(
  call: Call,
  answer: Answer,
  facts: AnswerFacts,
  what: string,
): FunctionGraphError {
  const verdict = OWN_FAILURES.malformedAnswer;
  const reason = `HTTP ${answer.status}, ${what}`;
  return failure(call, { code: verdict.group, verdict, reason, status: answer.status, facts });
}
