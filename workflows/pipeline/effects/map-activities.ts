import { proxyActivities } from '@temporalio/workflow';
import type { MapActivities } from '../../../activities/maps/wire';
import type { RunSettings } from '../pipeline-input';

/** The activities that read a map's items and write its results: what fails for a reason that may pass is tried again. */
export function mapActivities(
  activityId: string,
  { priority }: Pick<RunSettings, 'priority'>,
): MapActivities {
  return proxyActivities<MapActivities>({
    activityId,
    summary: activityId,
    startToCloseTimeout: '10m',
    heartbeatTimeout: '30s',
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s', maximumAttempts: 5 },
    ...(priority !== undefined && { priority }),
  });
}
