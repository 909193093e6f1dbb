import { CancellationScope, log, proxyLocalActivities } from '@temporalio/workflow';
import type { Checkpoint, ExpressActivities } from '../../activities/express/wire';

/**
 * Where an express activity stood in its last heartbeat; `undefined`: that is not known. The server forgets the heartbeats of
 * an activity without an attempt under way once its cancellation is asked for, so this is asked first.
 */
export async function lastCheckpointOf(activityId: string, summary: string): Promise<Checkpoint | undefined> {
  const { lastCheckpoint } = proxyLocalActivities<ExpressActivities>({
    scheduleToCloseTimeout: '10s',
    summary: `${summary}: last checkpoint`,
  });
  try {
    const request = { v: 1, activityId } as const;
    return (await CancellationScope.nonCancellable(() => lastCheckpoint(request))) ?? undefined;
  } catch (error) {
    log.warn('The last checkpoint of a cancelled express activity is not known', { error: String(error) });
    return undefined;
  }
}
