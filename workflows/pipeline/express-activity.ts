import type { ActivityOptions } from '@temporalio/workflow';
import type { PipelinePriority } from './pipeline-input';

/** The activity ends by itself after half an hour, and hands its checkpoint over. */
export const LONGEST_MS = 45 * 60_000;
const HEARTBEAT_TIMEOUT_MS = 10_000;

/** Options of an activity that makes many calls: another attempt goes on from the checkpoint of the last. */
export function expressActivity(
  activityId: string,
  summary: string,
  priority: PipelinePriority | undefined,
): ActivityOptions {
  return {
    activityId,
    summary,
    startToCloseTimeout: LONGEST_MS,
    heartbeatTimeout: HEARTBEAT_TIMEOUT_MS,
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
    retry: { initialInterval: 1000, backoffCoefficient: 1, maximumInterval: 60_000 },
    ...(priority !== undefined && { priority }),
  };
}
