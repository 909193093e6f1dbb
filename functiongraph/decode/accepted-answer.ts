import type { Answer } from '../http/exchange';
import type { AsyncInvocation } from '../invocation';
import { answerFacts } from './answer-facts';
import type { Call } from './call';
import { parseObject } from './parse-object';
import { cutRequestId } from './request-id';
import { serviceFailure } from './service-failure';
import { lostAnswer, malformedAnswer } from './unreadable-answer';

/** The answer to an asynchronous call, `202 {"request_id":".."}`. */
export function decodeAccepted(call: Call, answer: Answer): AsyncInvocation {
  const facts = answerFacts(answer.headers);
  if (answer.status < 200 || answer.status > 299) throw serviceFailure(call, answer, facts);
  if (answer.incomplete) throw lostAnswer(call, answer, facts);
  const requestId = parseObject(answer.body.toString())?.['request_id'] ?? answer.headers['x-cff-request-id'];
  if (typeof requestId !== 'string') throw malformedAnswer(call, answer, facts, 'without a request id');
  return { requestId: cutRequestId(requestId) };
}
