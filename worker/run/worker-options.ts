import type { WorkerOptions } from '@temporalio/worker';
import type { Settings } from '../config';
import { DEFAULT_SHUTDOWN_GRACE_MS } from '../plugin';

export const DEFAULT_TASK_QUEUE = 'functiongraph';

/** What a worker has beyond the grace for cut calls to be reported; then it gives up on them. */
const FORCE_AFTER_GRACE_MS = 10_000;

const DEFAULT_CALLS = 100;

/** A step that waits for its turn holds a slot, which must not be one that a call of another function could use. */
const SLOTS_PER_CALL = 2;

/** The `worker` section as the SDK takes it. */
export function workerOptions({
  worker = {},
}: Settings): Pick<WorkerOptions, 'taskQueue'> & Partial<WorkerOptions> {
  const {
    taskQueue = DEFAULT_TASK_QUEUE,
    shutdownGrace = DEFAULT_SHUTDOWN_GRACE_MS,
    maxConcurrentCalls = DEFAULT_CALLS,
    maxCallsPerSecond,
    deployment,
  } = worker;
  return {
    taskQueue,
    shutdownGraceTime: shutdownGrace,
    shutdownForceTime: shutdownGrace + FORCE_AFTER_GRACE_MS,
    maxConcurrentActivityTaskExecutions: SLOTS_PER_CALL * maxConcurrentCalls,
    ...(maxCallsPerSecond !== undefined && { maxTaskQueueActivitiesPerSecond: maxCallsPerSecond }),
    ...(deployment !== undefined && {
      workerDeploymentOptions: {
        version: { deploymentName: deployment.name, buildId: deployment.buildId },
        useWorkerVersioning: true,
        defaultVersioningBehavior: deployment.versioning === 'auto-upgrade' ? 'AUTO_UPGRADE' : 'PINNED',
      },
    }),
  };
}
