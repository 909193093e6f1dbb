import { proxyActivities, type ActivityOptions } from '@temporalio/workflow';
import type { InvokeCommand, JsonValue } from '../../../asl/run';
import { taskOptions } from './task-options';
import type { PipelineRun } from '../pipeline-run';
import { performTask } from './perform-task';
import { withInput } from './signed-input';
import { checkNames } from './check-names';
import { stepSummary } from './step-summary';

/** Where the definition says no TimeoutSeconds. A try has an end, so that a lost worker is noticed. */
const DEFAULT_TIMEOUT_MS = 10 * 60_000;

/** One try of an activity of the user's own, on any task queue. */
export function runActivity(run: PipelineRun, command: InvokeCommand): void {
  const { path, resource, timeoutMs, heartbeatMs, token } = command;
  const { priority } = run.input;
  const { taskQueue } = taskOptions(command);
  const options: ActivityOptions = {
    summary: stepSummary(command),
    startToCloseTimeout: run.clock.real(timeoutMs ?? DEFAULT_TIMEOUT_MS),
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
    retry: { maximumAttempts: 1 },
    // With a token it is the callback that has to show signs of life.
    ...(heartbeatMs !== undefined &&
      token === undefined && { heartbeatTimeout: run.clock.real(heartbeatMs) }),
    ...(taskQueue !== undefined && { taskQueue }),
    ...(priority !== undefined && { priority }),
  };
  performTask(run, command, () => {
    checkNames(command);
    return run.activityIds.during(path, (activityId) =>
      withInput(command, (input) => {
        const activities = proxyActivities<Record<string, (given: JsonValue) => Promise<JsonValue>>>({
          ...options,
          activityId,
        });
        return activities[resource.target]?.(input) ?? Promise.resolve(null);
      }),
    );
  });
}
