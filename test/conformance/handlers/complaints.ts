import { isDeepStrictEqual } from 'node:util';
import type { HandlerAnswer } from './answer';
import type { HandlerExpectation } from './handler-case';

/** What an answer lacks of what is expected of it; empty: nothing. */
export function complaints(expected: HandlerExpectation, answer: HandlerAnswer, projectId: string): string[] {
  if (expected.anyOf) {
    const { anyOf, ...rest } = expected;
    const each = anyOf.map((one) => complaints({ ...rest, ...one }, answer, projectId));
    return each.some((list) => list.length === 0) ? [] : (each[0] ?? []);
  }
  const result = json(answer.text) as Record<string, unknown>;
  const found: string[] = [];
  const check = (ok: boolean, what: string): void => void (ok || found.push(what));
  const { outcome, text, textLength, code, type, has, prefix, stack } = expected;
  if (outcome !== undefined)
    check(
      outcome === answer.outcome ||
        (answer.outcome === 'rejected' && outcome !== 'success' && outcome !== 'function_error'),
      `outcome ${outcome}, got ${answer.outcome} ${answer.code} ${answer.text.slice(0, 300)}`,
    );
  if (text !== undefined) check(answer.text === text, `text ${text}, got ${answer.text}`);
  if (textLength !== undefined)
    check(answer.text.length === textLength, `text of ${textLength}, got ${answer.text.length}`);
  if ('result' in expected)
    check(isDeepStrictEqual(result, expected.result), `result ${show(expected.result)}, got ${answer.text}`);
  if (code) check(code.map(String).includes(String(answer.code)), `code ${show(code)}, got ${answer.code}`);
  if (type !== undefined) check(answer.errorType === type, `errorType ${type}, got ${answer.errorType}`);
  if (has !== undefined && !expected.hasOptional)
    check(answer.errorMessage.includes(has), `message with ${has}, got ${answer.errorMessage}`);
  if (prefix !== undefined)
    check(answer.errorMessage.startsWith(prefix), `message from ${prefix}, got ${answer.errorMessage}`);
  if (stack !== undefined)
    check(
      answer.stackTrace.some((line) => line.includes(stack)),
      `stack with ${stack}, got ${show(answer.stackTrace)}`,
    );
  for (const [key, value] of Object.entries(expected.matches ?? {}))
    check(isDeepStrictEqual(result[key], value), `${key} ${show(value)}, got ${show(result[key])}`);
  for (const [key, [min, max]] of Object.entries(expected.ranges ?? {}))
    check(
      Number(result[key]) >= min && Number(result[key]) <= max,
      `${key} in ${min}..${max}, got ${show(result[key])}`,
    );
  if (expected.project !== undefined)
    check(result[expected.project] === projectId, `project id, got ${show(result[expected.project])}`);
  if (expected.requestIdField !== undefined)
    check(
      result[expected.requestIdField] === answer.requestId,
      `request id ${answer.requestId}, got ${answer.text}`,
    );
  return [...found, ...logComplaints(expected, answer)];
}

function logComplaints(expected: HandlerExpectation, { log = '', requestId }: HandlerAnswer): string[] {
  const found: string[] = [];
  for (const part of expected.logHas ?? [])
    if (!log.includes(part)) found.push(`log with ${part}, got ${log}`);
  for (const part of expected.logLacks ?? [])
    if (log.includes(part)) found.push(`log without ${part}, got ${log}`);
  if (expected.logHasRequestId && !log.includes(requestId)) found.push(`log with ${requestId}, got ${log}`);
  if (expected.logMax !== undefined && Buffer.byteLength(log) > expected.logMax)
    found.push(`log of at most ${expected.logMax} bytes, got ${Buffer.byteLength(log)}`);
  if (expected.noLog && log !== '') found.push(`no log, got ${log}`);
  return found;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}
