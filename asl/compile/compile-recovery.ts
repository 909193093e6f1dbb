import { MAX_DURATION_MS, type RetryRule } from '../../retry';
import type { Catcher, QueryLanguage, Retrier } from '../language/definition';
import { compileJsonataFlow } from './jsonata-flow';
import { compileJsonPathFlow } from './jsonpath-flow';
import type { CatchPlan, Recovery } from './plan';

interface RecoveringState {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export function compileRecovery(state: RecoveringState, language: QueryLanguage): Recovery {
  return {
    retry: (state.Retry ?? []).map(ruleOf),
    catch: (state.Catch ?? []).map((catcher, index) => compileCatcher(catcher, language, index)),
  };
}

/** A retrier as the rule that `retry/` decides by: https://states-language.net/#errors. */
function ruleOf(retrier: Retrier): RetryRule {
  const { ErrorEquals, IntervalSeconds, MaxAttempts, BackoffRate, MaxDelaySeconds, JitterStrategy } = retrier;
  return {
    errors: ErrorEquals,
    ...(MaxAttempts !== undefined && { maxAttempts: MaxAttempts }),
    ...(IntervalSeconds !== undefined && { interval: waitMs(IntervalSeconds) }),
    ...(BackoffRate !== undefined && { backoffRate: BackoffRate }),
    ...(MaxDelaySeconds !== undefined && { maxInterval: waitMs(MaxDelaySeconds) }),
    ...(JitterStrategy === 'FULL' && { jitter: 'full' }),
  };
}

/** The language allows waits of a little over a year, and `retry/` of a year. */
function waitMs(seconds: number): number {
  return Math.min(seconds * 1000, MAX_DURATION_MS);
}

/** The error output goes where a state's result would go; OutputPath is passed over. */
function compileCatcher(catcher: Catcher, language: QueryLanguage, index: number): CatchPlan {
  const { ErrorEquals, Next, ResultPath, Output, Assign } = catcher;
  const assign = Assign === undefined ? {} : { Assign };
  const data =
    language === 'JSONata'
      ? compileJsonataFlow({ ...assign, ...(Output !== undefined && { Output }) }, `Catch[${index}]/`)
      : compileJsonPathFlow({ ...assign, ...(ResultPath !== undefined && { ResultPath }) });
  return { errors: ErrorEquals, next: Next, data };
}
