import { z } from 'zod';
import { MAX_DURATION_MS, parseDuration } from '../../retry';

/** Text with a unit (`30s`, `500 ms`) to milliseconds. A bare number is refused: nobody can see whether 30 means seconds. */
export function duration(minMs: number, maxMs = MAX_DURATION_MS) {
  return z.string().transform((value, context) => {
    const parsed = parseDuration(value);
    if (parsed !== undefined && parsed >= minMs && parsed <= maxMs) return parsed;
    context.issues.push({ code: 'custom', message: 'not a duration', input: value });
    return z.NEVER;
  });
}
