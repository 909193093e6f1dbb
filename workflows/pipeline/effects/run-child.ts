import { executeChild, ParentClosePolicy } from '@temporalio/workflow';
import type { InvokeCommand } from '../../../asl/run';
import type { PipelineRun } from '../pipeline-run';
import { performTask } from './perform-task';
import { withInput } from './signed-input';
import { checkNames } from './check-names';
import { stepSummary } from './step-summary';
import { taskOptions } from './task-options';

/** One try of a workflow of the user's own, or another pipeline, as a child. */
export function runChild(run: PipelineRun, command: InvokeCommand): void {
  const { path, resource, timeoutMs, id } = command;
  const { priority, childPrefix = run.keyPrefix } = run.input;
  const { taskQueue, workflowId } = taskOptions(command);
  performTask(run, command, () =>
    withInput(command, (input) => {
      checkNames(command);
      return executeChild(resource.target, {
        args: [input],
        workflowId: workflowId ?? `${childPrefix}/${path}/${id}`,
        staticSummary: stepSummary(command),
        parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
        ...(timeoutMs !== undefined && { workflowExecutionTimeout: run.clock.real(timeoutMs) }),
        ...(taskQueue !== undefined && { taskQueue }),
        ...(priority !== undefined && { priority }),
      });
    }),
  );
}
