import { type ActivityOptions, proxyActivities } from '@temporalio/workflow';
import type { HttpActivities, HttpRequest } from '../../../activities/http/wire';
import type { InvokeCommand } from '../../../asl/run';
import type { PipelineRun } from '../pipeline-run';
import { performTask } from './perform-task';

/** The service's limit where the task has no TimeoutSeconds; the activity has it, too. */
const DEFAULT_TIMEOUT_MS = 60_000;
/** What the attempt has beyond the call, for telling what came of it. */
const SLACK_MS = 15_000;
const HEARTBEAT_TIMEOUT_MS = 10_000;

/** One try of an HTTP call. A second attempt of the activity may not exist: the engine decides whether there is another try. */
export function callHttp(run: PipelineRun, command: InvokeCommand): void {
  const { path, input, timeoutMs, token } = command;
  const limitMs = timeoutMs === undefined ? DEFAULT_TIMEOUT_MS : run.clock.real(timeoutMs);
  const request: HttpRequest = {
    v: 1,
    arguments: input,
    ...(timeoutMs !== undefined && { timeoutMs: limitMs }),
    ...(token !== undefined && { token }),
  };
  const { priority } = run.input;
  const options: ActivityOptions = {
    summary: path,
    startToCloseTimeout: limitMs + SLACK_MS,
    heartbeatTimeout: HEARTBEAT_TIMEOUT_MS,
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
    retry: { maximumAttempts: 1 },
    ...(priority !== undefined && { priority }),
  };
  performTask(run, command, () =>
    run.activityIds.during(path, (activityId) =>
      proxyActivities<HttpActivities>({ ...options, activityId })
        .invokeHttp(request)
        .then(({ output }) => output),
    ),
  );
}
