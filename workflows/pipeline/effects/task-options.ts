import type { InvokeCommand } from '../../../asl/run';

/** What the arguments of a task say beside the target and its input. */
export interface TaskOptions {
  readonly taskQueue?: string;
  readonly workflowId?: string;
}

export function taskOptions({ options = {} }: InvokeCommand): TaskOptions {
  const { TaskQueue, WorkflowId } = options;
  return {
    ...(typeof TaskQueue === 'string' && { taskQueue: TaskQueue }),
    ...(typeof WorkflowId === 'string' && { workflowId: WorkflowId }),
  };
}
