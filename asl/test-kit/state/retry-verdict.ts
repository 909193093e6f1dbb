import { decide, type RetryRule } from '../../../retry';

/** What the retriers say of an error, in the API's words. */
export interface RetryVerdict {
  readonly retriable: boolean;
  readonly details: { readonly retryIndex: number; readonly retryBackoffIntervalSeconds?: number };
}

/**
 * The verdict of the first retrier that names the error; undefined where none does.
 *
 * @param used retries that this retrier has used up
 */
export function retryVerdict(
  rules: readonly RetryRule[],
  names: readonly string[],
  used: number,
): RetryVerdict | undefined {
  const index = rules.findIndex(({ errors }) =>
    errors.some((name) => name === 'States.ALL' || names.includes(name)),
  );
  if (index < 0 || names.includes('States.Runtime')) return undefined;
  const counts = rules.map((_, at) => (at === index ? used : 0));
  const failure = { names, executed: 'yes', transient: false } as const;
  // The longest wait that jitter can make.
  const options = { delivery: 'at-least-once', random: () => 1, remainingMs: Infinity } as const;
  const decision = decide(rules, counts, failure, options);
  return 'giveUp' in decision
    ? { retriable: false, details: { retryIndex: index } }
    : {
        retriable: true,
        details: { retryIndex: index, retryBackoffIntervalSeconds: decision.delayMs / 1000 },
      };
}
