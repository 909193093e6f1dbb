import type { RetryRule } from './types';

/**
 * What happens to a failure that no rule of the user names: one that may pass by itself is retried 3 times, after
 * random waits of up to 1, 2 and 4 seconds; one of a function that ran, or that trying again cannot help, is not.
 */
export const DEFAULT_RULE: RetryRule = {
  errors: ['States.ALL'],
  maxAttempts: 3,
  interval: 1000,
  backoffRate: 2,
  jitter: 'full',
  onlyTransient: true,
};

/** The rules for `decide`: the user's, then the default; `[]` means no rules at all. */
export function effectiveRules(users: readonly RetryRule[] | undefined): readonly RetryRule[] {
  if (users === undefined) return DEFAULTS_ONLY;
  return users.length === 0 ? users : [...users, DEFAULT_RULE];
}

const DEFAULTS_ONLY: readonly RetryRule[] = [DEFAULT_RULE];
