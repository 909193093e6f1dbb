import ms from 'ms';
import type { Duration } from './types';

/** The longest span that is accepted, and the longest wait between two tries: 365 days. */
export const MAX_DURATION_MS = 365 * 24 * 3_600_000;

const TEXT = /^\d+(?:\.\d+)? ?(?:ms|milliseconds?|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)$/;

/** Milliseconds of a {@link Duration}; `undefined` for anything that is none, negative, or longer than 365 days. */
export function parseDuration(value: unknown): number | undefined {
  const parsed = typeof value === 'string' && TEXT.test(value) ? ms(value as ms.StringValue) : value;
  if (typeof parsed !== 'number' || !(parsed >= 0 && parsed <= MAX_DURATION_MS)) return undefined;
  return parsed;
}

/** As {@link parseDuration}, but throws what to write instead. `field` names the option in the message. */
export function durationMs(value: Duration, field: string): number {
  const parsed = parseDuration(value);
  if (parsed === undefined) throw new RangeError(`${field}: ${durationProblem(value)}`);
  return parsed;
}

export function durationProblem(value: unknown): string {
  const shown = typeof value === 'string' ? `'${value}'` : String(value);
  return `${shown} is not a span of time; write milliseconds (500) or text with a unit ('500ms', '2 seconds', '1.5h'), from 0 to 365 days`;
}

/** For messages: `250 ms`, `1.5 s`, `90 s`, `2 h`. */
export function formatMs(value: number): string {
  if (value < 1000) return `${Math.round(value)} ms`;
  if (value < 600_000) return `${Number((value / 1000).toFixed(1))} s`;
  return value < 7_200_000
    ? `${Number((value / 60_000).toFixed(1))} min`
    : `${Number((value / 3_600_000).toFixed(1))} h`;
}
