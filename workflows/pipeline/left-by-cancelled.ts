import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import { isCancellation } from '@temporalio/workflow';
import type { Checkpoint, StoppedType } from '../../activities/express/wire';

const STOPPED: readonly StoppedType[] = ['ActivityPause', 'ActivityReset', 'WorkerShutdown'];

/**
 * Where a run stands whose express activity ended without a reply once its cancellation was asked for, when the server
 * begins no further attempt: it had not begun, or its worker is gone, or an attempt had just stopped. `undefined`: there is
 * nothing to go on from.
 *
 * @param known where it stood before, as far as that is known
 */
export function leftByCancelled(error: unknown, known: Checkpoint | undefined): Checkpoint | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure) return (cause.lastHeartbeatDetails as Checkpoint | undefined) ?? known;
  if (cause instanceof ApplicationFailure && STOPPED.some((type) => type === cause.type))
    return (cause.details?.[0] as Checkpoint | undefined) ?? known;
  return isCancellation(error) ? known : undefined;
}
