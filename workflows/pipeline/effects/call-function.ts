import { asTaskTimeout, callRules, tryTimeoutMs } from '../../../asl/calls';
import type { InvokeCommand } from '../../../asl/run';
import type { InvokeReply } from '../../../activities/wire';
import { type CallPlan, summaryText } from '../../call-plan';
import { functionGraphFailure } from '../../function-graph-failure';
import { runStepAt } from '../../run-step';
import { failedEvent } from '../failure-event';
import { isLocal } from '../most-open';
import type { PipelineRun } from '../pipeline-run';
import { startEffect } from './start-effect';
import { stepSummary } from './step-summary';
import { taskPlan } from './task-plan';
import { callMade } from './wait-for-callback';

/** One function call as an activity (or local activity), whose rules are the task's retriers. */
export function callFunction(run: PipelineRun, command: InvokeCommand): void {
  const { id, path, input, counts } = command;
  const resume = counts === undefined ? {} : { resume: { counts, tries: 0 } };
  const activityId = run.activityIds.take(path, isLocal(command) ? 'local' : 'other');
  const keyPrefix = (): string => run.keyPrefix;
  const sinceMs = run.clock.nowMs();
  startEffect<InvokeReply>(
    run,
    command,
    (ended, failed) =>
      runStepAt(
        planOf(run, command),
        { path, activityId, event: input, keyPrefix, ...resume },
        ended,
        failed,
      ),
    {
      carries: false,
      ended: (reply) => {
        run.activityIds.release(activityId);
        answered(run, command, reply, sinceMs);
      },
      failed: (error) => {
        run.activityIds.release(activityId);
        run.progress.callFailed(path, functionGraphFailure(error));
        run.deliver(
          run.callbacks.takeEarly(id) ?? { ...asTaskTimeout(command, failedEvent(error, run)), id },
        );
      },
    },
  );
}

function answered(run: PipelineRun, command: InvokeCommand, reply: InvokeReply, sinceMs: number): void {
  const { output, tries, counts } = reply;
  run.progress.measured(reply);
  if (command.token !== undefined) {
    callMade(run, command, sinceMs);
    return;
  }
  run.deliver({
    type: 'succeeded',
    id: command.id,
    output: (output ?? null) as never,
    ...(tries !== undefined && { tries }),
    ...(counts !== undefined && { counts }),
  });
}

function planOf(run: PipelineRun, command: InvokeCommand): CallPlan {
  const { resource, token } = command;
  const { priority } = run.input;
  const plan = taskPlan(command, tryTimeoutMs(command, run.clock));
  return {
    ...plan,
    summary: summaryText(stepSummary(command)),
    activity: priority === undefined ? plan.activity : { ...plan.activity, priority },
    request: {
      ...plan.request,
      ...callRules(command, run.clock),
      ...(resource.async === true && { async: true }),
      ...(token !== undefined && { token }),
    },
  };
}
