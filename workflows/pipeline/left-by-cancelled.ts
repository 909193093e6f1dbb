import { ActivityFailure, TimeoutFailure } from '@temporalio/common';
import { isCancellation } from '@temporalio/workflow';
import type { Checkpoint, ExpressRequest } from '../../activities/express/wire';

/**
 * Where a run stands whose express activity ended without a reply once its cancellation was asked for, when the server
 * begins no further attempt: it had not begun, or its worker is gone. `undefined`: there is nothing to go on from.
 */
export function leftByCancelled(error: unknown, request: ExpressRequest): Checkpoint | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure)
    return (cause.lastHeartbeatDetails as Checkpoint | undefined) ?? request.checkpoint;
  return isCancellation(error) ? request.checkpoint : undefined;
}
