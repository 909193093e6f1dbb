import type { WorkerOptions } from '@temporalio/worker';
import type { Settings } from '../config';
import { DEFAULT_SHUTDOWN_GRACE_MS } from '../plugin';

export const DEFAULT_TASK_QUEUE = 'functiongraph';

/** What a worker has beyond the grace for cut calls to be reported; then it gives up on them. */
const FORCE_AFTER_GRACE_MS = 10_000;

/** The `worker` section as the SDK takes it. */
export function workerOptions({
  worker = {},
}: Settings): Pick<WorkerOptions, 'taskQueue'> & Partial<WorkerOptions> {
  const { taskQueue = DEFAULT_TASK_QUEUE, shutdownGrace = DEFAULT_SHUTDOWN_GRACE_MS, deployment } = worker;
  return {
    taskQueue,
    shutdownGraceTime: shutdownGrace,
    shutdownForceTime: shutdownGrace + FORCE_AFTER_GRACE_MS,
    ...(deployment !== undefined && {
      workerDeploymentOptions: {
        version: { deploymentName: deployment.name, buildId: deployment.buildId },
        useWorkerVersioning: true,
        defaultVersioningBehavior: deployment.versioning === 'auto-upgrade' ? 'AUTO_UPGRADE' : 'PINNED',
      },
    }),
  };
}
