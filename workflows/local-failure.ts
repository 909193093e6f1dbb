import { ActivityFailure, ApplicationFailure, TemporalFailure, TimeoutFailure } from '@temporalio/common';

interface LocalActivity {
  readonly type: string;
  /** What would be the activity's id. */
  readonly path: string;
  /** The step's deadline ends the activity; both timers are then set to it, and either may say so. */
  readonly deadlineFirst?: boolean;
}

/**
 * A failed local activity rejects with the bare cause, or with a number for its id: here it becomes the failure of an
 * activity on the server.
 */
export function asActivityFailure(error: unknown, { type, path, deadlineFirst }: LocalActivity): unknown {
  if (!(error instanceof TemporalFailure)) return error;
  const found = error instanceof ActivityFailure ? error.cause : error;
  const cause =
    found instanceof TimeoutFailure && found.timeoutType === 'START_TO_CLOSE' && deadlineFirst === true
      ? new TimeoutFailure(found.message, found.lastHeartbeatDetails, 'SCHEDULE_TO_CLOSE')
      : found;
  const retryState =
    cause instanceof ApplicationFailure ? 'NON_RETRYABLE_FAILURE' : 'MAXIMUM_ATTEMPTS_REACHED';
  return new ActivityFailure('Activity task failed', type, path, retryState, undefined, cause);
}
