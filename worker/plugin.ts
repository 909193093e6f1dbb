import { SimplePlugin } from '@temporalio/plugin';
import type { WorkerOptions } from '@temporalio/worker';
import { createActivities, type ActivitiesOptions } from '../activities';
import type { FunctionInvoker } from '../functiongraph/invocation';
import { addActivities } from './add-activities';

export const PLUGIN_NAME = 'temporal-functiongraph.FunctionGraphPlugin';

/** The longest synchronous call (90 s) and the time to report its result. */
export const DEFAULT_SHUTDOWN_GRACE_MS = 100_000;

/** A request to cancel reaches a running call with the answer to a heartbeat; the SDK would hold heartbeats back for up to 60 s. */
export const HEARTBEAT_THROTTLE_MS = 2_000;

export interface FunctionGraphPluginOptions extends ActivitiesOptions {
  /** How functions are reached. It stays yours: the plugin never closes it. */
  readonly client: FunctionInvoker;
}

/**
 * Lets a Temporal worker call FunctionGraph functions: `Worker.create({ ..., plugins: [new FunctionGraphPlugin({ client })] })`.
 *
 * Registers our activities beside yours; an activity of yours with the same name is an error. Sets two worker options
 * unless you set them: `shutdownGraceTime` 100 s, so that a stopping worker lets running calls finish, and
 * `maxHeartbeatThrottleInterval` 2 s, so that cancellation reaches them quickly. Workflow code cannot come from a
 * plugin: import it from `temporal-functiongraph/workflows` in your workflows file.
 *
 * One plugin may serve several workers, and may be given to the `NativeConnection` and to the worker.
 */
export class FunctionGraphPlugin extends SimplePlugin {
  private readonly activities: ReturnType<typeof createActivities>;

  constructor({ client, ...activitiesOptions }: FunctionGraphPluginOptions) {
    super({ name: PLUGIN_NAME });
    this.activities = createActivities(client, activitiesOptions);
  }

  override configureWorker(options: WorkerOptions): WorkerOptions {
    const configured = super.configureWorker(options);
    return {
      ...configured,
      activities: addActivities(configured.activities, this.activities),
      shutdownGraceTime: configured.shutdownGraceTime ?? DEFAULT_SHUTDOWN_GRACE_MS,
      maxHeartbeatThrottleInterval: configured.maxHeartbeatThrottleInterval ?? HEARTBEAT_THROTTLE_MS,
    };
  }
}
