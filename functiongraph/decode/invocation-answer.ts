import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from '../http/exchange';
import type { Invocation } from '../invocation';
import { type AnswerFacts, answerFacts } from './answer-facts';
import type { Call } from './call';
import { readEnvelope } from './envelope';
import { readFailureBody } from './failure-body';
import { functionFailure } from './function-failure';
import { headerValues } from './header-values';
import { cutLog } from './log-tail';
import { parseOutput } from './output';
import { cutRequestId } from './request-id';
import { redact } from './safe-text';
import { bodyText, serviceFailure } from './service-failure';
import { lostAnswer, malformedAnswer, outputTooLarge } from './unreadable-answer';

/** The 6 MB of a result, which the documents give as +-100 bytes. */
export const MAX_OUTPUT_BYTES = 6 * 1024 * 1024 + 100;

/** Packed as text into JSON each character can take up to six; four times as much leaves room for any real result. */
const MAX_ENVELOPE_BYTES = 4 * MAX_OUTPUT_BYTES + 64 * 1024;

/** How much of a body to read. */
export function maxAnswerBytes(headers: IncomingHttpHeaders): number {
  return headerValues(headers, 'x-cff-response-version')[0]?.toLowerCase() === 'v0'
    ? MAX_OUTPUT_BYTES
    : MAX_ENVELOPE_BYTES;
}

/**
 * What an answer says of a call, by the order of evidence: the headers of the function, the status inside a v1 envelope, the
 * HTTP status with its body, and for an answer without any of them the shape of the result.
 */
export function decodeInvocation(call: Call, asked: 'v0' | 'v1', answer: Answer): Invocation {
  const facts = answerFacts(answer.headers);
  if (facts.functionErrorCode !== undefined || facts.isFunctionError) {
    throw functionFailure(call, answer, facts, readFailureBody(bodyText(call, answer)));
  }
  if (answer.status < 200 || answer.status > 299) throw serviceFailure(call, answer, facts);
  if (answer.incomplete) throw lostAnswer(call, answer, facts);
  if (!isUtf8(answer.body)) throw malformedAnswer(call, answer, facts, 'a body that is not UTF-8');
  if (answer.body.length === 0 && facts.succeeded)
    return invocation(call, null, facts, facts.requestId, facts.logs);
  const version = facts.version ?? asked;
  return version === 'v1' ? decodeV1(call, answer, facts) : decodeV0(call, answer, facts);
}

function decodeV1(call: Call, answer: Answer, facts: AnswerFacts): Invocation {
  const envelope = readEnvelope(answer.body.toString(), facts.version === 'v1');
  if (!envelope) {
    if (facts.version === undefined && facts.succeeded && isJson(answer.body))
      return decodeV0(call, answer, facts);
    throw malformedAnswer(call, answer, facts, 'a body that is no v1 envelope');
  }
  if (envelope.status !== undefined && (envelope.status < 200 || envelope.status > 299)) {
    const body = { ...readFailureBody(redact(envelope.result, call.secrets())), log: envelope.log };
    throw functionFailure(call, answer, facts, body, envelope.status);
  }
  if (Buffer.byteLength(envelope.result) > MAX_OUTPUT_BYTES) throw outputTooLarge(call, answer, facts);
  const logs = facts.logs ?? cutLog(envelope.log);
  const requestId = facts.requestId ?? envelope.requestId;
  return invocation(call, parseOutput(envelope.result), facts, requestId, logs);
}

/** Whole JSON is no envelope cut short: a platform that knows no v1 has answered with the bare value. */
function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString());
    return true;
  } catch {
    return false;
  }
}

function decodeV0(call: Call, answer: Answer, facts: AnswerFacts): Invocation {
  if (answer.body.length > MAX_OUTPUT_BYTES) throw outputTooLarge(call, answer, facts);
  const text = answer.body.toString();
  if (!facts.fromFunction) throw malformedAnswer(call, answer, facts, 'without any header of FunctionGraph');
  const output = parseOutput(text);
  if (!facts.succeeded && looksLikeFailure(output)) {
    throw functionFailure(call, answer, facts, readFailureBody(bodyText(call, answer)));
  }
  return invocation(call, output, facts, facts.requestId, facts.logs);
}

/** The last resort: exactly the fields of a failure, from a platform that did not say whether the function succeeded. */
function looksLikeFailure(output: unknown): boolean {
  if (typeof output !== 'object' || output === null || Array.isArray(output)) return false;
  const keys = Object.keys(output);
  return (
    keys.includes('errorMessage') &&
    keys.includes('errorType') &&
    keys.every((key) => key === 'errorMessage' || key === 'errorType' || key === 'stackTrace')
  );
}

function invocation(
  call: Call,
  output: unknown,
  facts: AnswerFacts,
  requestId: string | undefined,
  logs: string | undefined,
): Invocation {
  const result: { -readonly [Key in keyof Invocation]: Invocation[Key] } = { output };
  if (requestId !== undefined) result.requestId = cutRequestId(requestId);
  if (facts.summary) result.summary = facts.summary;
  if (logs !== undefined) result.logs = redact(logs, call.secrets());
  return result;
}
