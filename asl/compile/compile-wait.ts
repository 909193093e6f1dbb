import { queryProblem, runtimeProblem } from '../engine/problem';
import type { WaitState } from '../language/definition';
import type { JsonValue } from '../language/json';
import { parseTimestamp } from '../language/timestamp';
import type { DataFlow } from './data-flow';
import { compileJsonataTemplate, expressionIn } from './jsonata-template';
import { unexpectedType } from './numbers';
import { PathView } from './path-view';
import { parseJsonPath } from '../jsonpath';
import type { Evaluate, Scope } from './scope';

/** Seconds are counted in 31 bits, 24,855 days and three hours: the service refuses a longer wait. */
const LONGEST_WAIT_MS = (2 ** 31 - 1) * 1000;

/** When a Wait ends: https://states-language.net/#wait-state. */
export function compileWait(state: WaitState, data: DataFlow): Evaluate<number> {
  const untilMs = compileUntil(state, data);
  return (scope) => {
    const at = untilMs(scope);
    if (at - scope.around.nowMs > LONGEST_WAIT_MS) throw runtimeProblem('Wait state delay is too long.');
    return at;
  };
}

function compileUntil(state: WaitState, data: DataFlow): Evaluate<number> {
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = state;
  if (SecondsPath !== undefined) {
    const read = compileRead(SecondsPath, 'SecondsPath', data);
    return (scope) => after(scope, secondsFrom(read(scope), SecondsPath));
  }
  if (TimestampPath !== undefined) {
    const read = compileRead(TimestampPath, 'TimestampPath', data);
    return (scope) => {
      const value = read(scope);
      const at = timestampMs(value);
      if (at !== undefined) return at;
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      throw runtimeProblem(
        `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${TimestampPath} == ${shown}`,
        'TimestampPath',
      );
    };
  }
  if (Timestamp !== undefined) return compileTimestamp(Timestamp);
  return compileSeconds(Seconds ?? 0);
}

function compileSeconds(seconds: number | string): Evaluate<number> {
  if (typeof seconds === 'number') return (scope) => after(scope, seconds);
  const evaluate = compileJsonataTemplate(seconds, 'Seconds');
  return (scope) => {
    const value = evaluate(scope);
    if (typeof value !== 'number' || !Number.isInteger(value))
      throw unexpectedType(expressionIn(seconds) ?? seconds, 'Seconds', 'integer', value);
    if (value < 0) throw queryProblem(`The Seconds field cannot be negative: ${value}`, 'Seconds');
    return after(scope, value);
  };
}

function compileTimestamp(text: string): Evaluate<number> {
  const evaluate = compileJsonataTemplate(text, 'Timestamp');
  return (scope) => {
    const value = evaluate(scope);
    const at = timestampMs(value);
    if (at !== undefined) return at;
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    throw queryProblem(
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${shown}`,
      'Timestamp',
    );
  };
}

function compileRead(text: string, field: string, data: DataFlow): Evaluate<JsonValue> {
  const path = parseJsonPath(text);
  return (scope) => {
    const value = path.evaluate(new PathView(data.effectiveInput(scope), scope.around));
    if (value === undefined)
      throw runtimeProblem(`The ${field} parameter does not reference an input value: ${text}`, field);
    return value as JsonValue;
  };
}

function secondsFrom(value: JsonValue, path: string): number {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number))
    throw runtimeProblem(
      `The SecondsPath parameter cannot be parsed as a long value: ${path} == ${JSON.stringify(value)}`,
      'SecondsPath',
    );
  if (number < 0)
    throw runtimeProblem(
      `The SecondsPath parameter references a negative value: ${path} == ${number}`,
      'SecondsPath',
    );
  return number;
}

/** Undefined for what is no timestamp. */
function timestampMs(value: JsonValue): number | undefined {
  const timestamp = typeof value === 'string' ? parseTimestamp(value) : undefined;
  return timestamp && timestamp.seconds * 1000 + Math.floor(timestamp.nanos / 1e6);
}

const after = ({ around }: Scope, seconds: number) => around.nowMs + seconds * 1000;
