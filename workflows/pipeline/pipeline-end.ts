import { ApplicationFailure } from '@temporalio/common';
import type { JsonValue, Result } from '../../asl/run';

/** First detail of the failure of a pipeline. */
export interface PipelineFailureDetails {
  readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly error?: string;
  readonly cause?: string;
  readonly names?: readonly string[];
}

/** The output of a run that succeeded; throws the failure of one that did not. */
export function outcomeOf(done: Result): JsonValue {
  if (done.status === 'SUCCEEDED') return done.output;
  const { status, error, cause, names } = done;
  const type = status === 'TIMED_OUT' ? 'States.Timeout' : (error ?? 'States.TaskFailed');
  throw ApplicationFailure.nonRetryable(cause ?? textOf(status), type, {
    status,
    ...(error != null && { error }),
    ...(cause != null && { cause }),
    ...(names !== undefined && { names }),
  } satisfies PipelineFailureDetails);
}

function textOf(status: PipelineFailureDetails['status']): string {
  return status === 'TIMED_OUT' ? "The pipeline's TimeoutSeconds are over." : 'The pipeline failed.';
}
