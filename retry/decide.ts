import { DEFAULT_RULE } from './default-rules';
import { formatMs } from './duration';
import { giveUpWhateverTheRules } from './never-retried';
import { retryDelayMs } from './delay';
import type { DecideOptions, Decision, Failure, RetryCounts, RetryRule } from './types';

export const DEFAULT_MAX_ATTEMPTS = 3;

/**
 * What to do after a failed try. The first rule that names the failure decides, and counts its own retries. Delivery,
 * refused credentials, a request refused before it was sent, and `States.Runtime` beat every rule.
 *
 * @param rules from {@link effectiveRules}: the user's, then the default
 * @param counts retries used so far, by index of the rule; missing entries are 0
 */
export function decide(
  rules: readonly RetryRule[],
  counts: RetryCounts,
  failure: Failure,
  options: DecideOptions,
): Decision {
  const never = giveUpWhateverTheRules(failure, options.delivery);
  if (never !== undefined) return { giveUp: never };

  const index = rules.findIndex((rule) => names(rule, failure));
  const rule = rules[index];
  if (rule === undefined) return { giveUp: noRule(rules) };

  const used = counts[index] ?? 0;
  const allowed = rule.maxAttempts ?? DEFAULT_MAX_ATTEMPTS;
  if (used >= allowed) return { giveUp: exhausted(rule, index, allowed) };

  const delayMs = retryDelayMs(rule, used, failure.retryAfterMs, options.random);
  if (delayMs >= options.remainingMs) return { giveUp: tooLate(delayMs, options.remainingMs) };
  return { delayMs, counts: countUp(counts, index, rules.length), rule };
}

function names(rule: RetryRule, failure: Failure): boolean {
  if (rule.onlyTransient === true && (!failure.transient || failure.executed === 'yes')) return false;
  return rule.errors.some((name) => name === 'States.ALL' || failure.names.includes(name));
}

function countUp(counts: RetryCounts, index: number, length: number): RetryCounts {
  return Array.from({ length }, (_, i) => (counts[i] ?? 0) + (i === index ? 1 : 0));
}

function noRule(rules: readonly RetryRule[]): string {
  return rules.includes(DEFAULT_RULE)
    ? 'no retry rule names it, and the default rule retries only what may pass by itself'
    : 'no retry rule names it';
}

function exhausted(rule: RetryRule, index: number, allowed: number): string {
  const which =
    rule === DEFAULT_RULE ? 'the default rule' : `retry rule ${index + 1} (${rule.errors.join(', ')})`;
  if (allowed === 0) return `${which} says never to retry it`;
  return `${which} allows ${allowed} ${allowed === 1 ? 'retry' : 'retries'}, and all are used`;
}

function tooLate(delayMs: number, remainingMs: number): string {
  return `the next try would start in ${formatMs(delayMs)}, but the deadline is in ${formatMs(Math.max(0, remainingMs))}`;
}
