import type { FunctionGraphError } from '../../functiongraph';

/** The words of the test data for what became of a call. */
export type Outcome = 'success' | 'retryable' | 'outcome_unknown' | 'non_retryable' | 'function_error';

export function outcomeOf(error: Pick<FunctionGraphError, 'executed' | 'transient'>): Outcome {
  if (error.executed === 'yes') return 'function_error';
  if (error.executed === 'maybe') return 'outcome_unknown';
  return error.transient ? 'retryable' : 'non_retryable';
}
