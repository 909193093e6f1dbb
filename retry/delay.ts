import { MAX_DURATION_MS, durationMs } from './duration';
import type { RetryRule } from './types';

/** The wait before the next retry: the rule's, capped, with jitter, or what the server asked for if that is longer. Whole milliseconds, at most 365 days. */
export function retryDelayMs(
  rule: RetryRule,
  retriesUsed: number,
  retryAfterMs: number | undefined,
  random: () => number,
): number {
  const interval = durationMs(rule.interval ?? 1000, 'interval');
  const longest = durationMs(rule.maxInterval ?? MAX_DURATION_MS, 'maxInterval');
  const grown = interval === 0 ? 0 : interval * (rule.backoffRate ?? 2) ** retriesUsed;
  const capped = Math.min(grown, longest);
  const own = rule.jitter === 'full' ? capped * random() : capped;
  const asked = retryAfterMs !== undefined && retryAfterMs > 0 ? retryAfterMs : 0;
  return Math.min(Math.ceil(Math.max(own, asked)), MAX_DURATION_MS);
}
