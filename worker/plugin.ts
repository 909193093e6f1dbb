import { SimplePlugin } from '@temporalio/plugin';
import type { BundleOptions, Worker, WorkerOptions } from '@temporalio/worker';
import { createActivities, type ActivitiesOptions } from '../activities';
import type { FunctionGraphClientOptions, FunctionInvoker } from '../functiongraph';
import { addActivities } from './add-activities';
import { WORKFLOWS_MODULE } from './workflows-module';
import { OwnedClient } from './owned-client';

export const PLUGIN_NAME = 'temporal-functiongraph.FunctionGraphPlugin';

/** The longest synchronous call (90 s) and the time to report its result. */
export const DEFAULT_SHUTDOWN_GRACE_MS = 100_000;

/** A request to cancel reaches a running call with the answer to a heartbeat; the SDK would hold heartbeats back for up to 60 s. */
const HEARTBEAT_THROTTLE_MS = 2_000;

/**
 * Of the ten pollers for workflow tasks half ask for new workflows, at least one for each of a queue's four partitions. With
 * the SDK's 0.2 there are two, and in a burst of starts some workflows wait two seconds for their first task.
 */
const NEW_WORKFLOWS_POLL_RATIO = 0.5;

export interface FunctionGraphPluginOptions extends ActivitiesOptions {
  /**
   * How functions are reached. A client stays yours: the plugin never closes it. From options the plugin makes a client
   * and closes it when the last worker that uses the plugin has stopped.
   */
  readonly client: FunctionInvoker | FunctionGraphClientOptions;
}

/**
 * Lets a Temporal worker call FunctionGraph functions: `Worker.create({ ..., plugins: [new FunctionGraphPlugin({ client })] })`.
 *
 * Registers our activities beside yours; an activity of yours with the same name is an error. Sets three worker
 * options unless you set them: `shutdownGraceTime` 100 s, so that a stopping worker lets running calls finish,
 * `maxHeartbeatThrottleInterval` 2 s, so that cancellation reaches them quickly, and `nonStickyToStickyPollRatio` 0.5, so
 * that new workflows begin at once. Workflow code cannot come from a plugin: import it from
 * `temporal-functiongraph/workflows` in your workflows file.
 *
 * One plugin may serve several workers, and may be given to the `NativeConnection` and to the worker.
 */
export class FunctionGraphPlugin extends SimplePlugin {
  // Not `private`: the SDK logs a worker's options, plugins included, and the client's hold its credentials.
  readonly #owned: OwnedClient | undefined;
  readonly #activities: ReturnType<typeof createActivities>;
  readonly #workers = new Set<Worker>();

  constructor({ client, ...activitiesOptions }: FunctionGraphPluginOptions) {
    super({ name: PLUGIN_NAME });
    this.#owned = isInvoker(client) ? undefined : new OwnedClient(client);
    this.#activities = createActivities(
      this.#owned ?? (client as FunctionInvoker),
      activitiesOptions,
      (taskQueue) => isStopping(this.#workers, taskQueue),
    );
  }

  override configureWorker(options: WorkerOptions): WorkerOptions {
    const configured = super.configureWorker(options);
    return {
      ...configured,
      activities: addActivities(configured.activities, this.#activities),
      shutdownGraceTime: configured.shutdownGraceTime ?? DEFAULT_SHUTDOWN_GRACE_MS,
      maxHeartbeatThrottleInterval: configured.maxHeartbeatThrottleInterval ?? HEARTBEAT_THROTTLE_MS,
      nonStickyToStickyPollRatio: configured.nonStickyToStickyPollRatio ?? NEW_WORKFLOWS_POLL_RATIO,
    };
  }

  override configureBundler(options: BundleOptions): BundleOptions {
    const configured = super.configureBundler(options);
    return { ...configured, preloadModules: [...(configured.preloadModules ?? []), WORKFLOWS_MODULE] };
  }

  override async runWorker(worker: Worker, next: (worker: Worker) => Promise<void>): Promise<void> {
    this.#workers.add(worker);
    try {
      await (this.#owned === undefined ? next(worker) : this.#owned.during(() => next(worker)));
    } finally {
      this.#workers.delete(worker);
    }
  }
}

/** The SDK tells a running activity only when the grace time is over. */
function isStopping(workers: Iterable<Worker>, taskQueue: string): boolean {
  for (const worker of workers)
    if (worker.options.taskQueue === taskQueue && worker.getState() !== 'RUNNING') return true;
  return false;
}

function isInvoker(client: FunctionGraphPluginOptions['client']): client is FunctionInvoker {
  return 'invoke' in client && typeof client.invoke === 'function';
}
