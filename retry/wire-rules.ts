import { durationMs } from './duration';
import type { RetryRule, WireRetryRule } from './types';

/** Rules as they cross the wire. Throws for a duration that is none; `checkRetryRules` tells all that is wrong. */
export function toWireRules(rules: readonly RetryRule[]): WireRetryRule[] {
  return rules.map((rule, index) => ({
    errors: rule.errors,
    ...(rule.maxAttempts !== undefined && { maxAttempts: rule.maxAttempts }),
    ...(rule.interval !== undefined && { intervalMs: durationMs(rule.interval, `retry[${index}].interval`) }),
    ...(rule.backoffRate !== undefined && { backoffRate: rule.backoffRate }),
    ...(rule.maxInterval !== undefined && {
      maxIntervalMs: durationMs(rule.maxInterval, `retry[${index}].maxInterval`),
    }),
    ...(rule.jitter === 'full' && { jitter: rule.jitter }),
    ...(rule.onlyTransient === true && { onlyTransient: true }),
  }));
}

export function fromWireRules(rules: readonly WireRetryRule[]): RetryRule[] {
  return rules.map((rule) => ({
    errors: rule.errors,
    ...(rule.maxAttempts !== undefined && { maxAttempts: rule.maxAttempts }),
    ...(rule.intervalMs !== undefined && { interval: rule.intervalMs }),
    ...(rule.backoffRate !== undefined && { backoffRate: rule.backoffRate }),
    ...(rule.maxIntervalMs !== undefined && { maxInterval: rule.maxIntervalMs }),
    ...(rule.jitter !== undefined && { jitter: rule.jitter }),
    ...(rule.onlyTransient === true && { onlyTransient: true }),
  }));
}
