import { DEFAULT_RULE, type Failure, type RetryRule } from '../../retry';

/**
 * The rules for one failure of a task: the definition's retriers, and below them the default for calls that surely did
 * not run, since a throttle is the platform's business. Indexes, and so counts, are the same for every failure.
 */
export function effectiveRules(retriers: readonly RetryRule[], failure: Failure): readonly RetryRule[] {
  return failure.executed === 'no' ? [...retriers, DEFAULT_RULE] : retriers;
}
