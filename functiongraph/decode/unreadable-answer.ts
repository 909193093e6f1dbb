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
    verdict: {
      executed: 'maybe',
      transient: true,
      group: 'FunctionGraph.Connection',
      hint: 'The connection broke in the middle of the answer: its result is lost.',
    },
    reason: `${code}, the answer is not whole`,
    status: answer.status,
    facts,
    cause: answer.error,
  });
}

/** More than a function can return. */
export function outputTooLarge(call: Call, answer: Answer, facts: AnswerFacts): FunctionGraphError {
  const group = 'FunctionGraph.PayloadTooLarge';
  return failure(call, {
    code: group,
    verdict: {
      executed: facts.succeeded ? 'yes' : 'maybe',
      transient: false,
      group,
      hint: 'A function returns at most 6 MB: put large data into OBS and return its address.',
    },
    reason: 'the answer is larger than a result can be',
    status: answer.status,
    facts,
  });
}

/** An answer with a status of success that is none of the formats. */
export function malformedAnswer(
  call: Call,
  answer: Answer,
  facts: AnswerFacts,
  reason: string,
): FunctionGraphError {
  const group = 'FunctionGraph.MalformedResponse';
  return failure(call, {
    code: group,
    verdict: {
      executed: 'maybe',
      transient: false,
      group,
      hint: 'Check that the endpoint is that of FunctionGraph. Whether the function ran is not known.',
    },
    reason: `HTTP ${answer.status}, ${reason}`,
    status: answer.status,
    facts,
  });
}
