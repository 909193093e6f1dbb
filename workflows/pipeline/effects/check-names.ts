import type { InvokeCommand } from '../../../asl/run';
import { refusal } from '../../step-failure';
import { taskOptions } from './task-options';

const MAX_BYTES = 1000;

/**
 * What a task's arguments name may be anything; what the server refuses fails the workflow task, for ever.
 *
 * @throws ApplicationFailure `FunctionGraph.InvalidRequest`
 */
export function checkNames(command: InvokeCommand): void {
  const { taskQueue, workflowId } = taskOptions(command);
  check(command, 'name of what to call', command.resource.target);
  check(command, 'WorkflowId', workflowId);
  check(command, 'TaskQueue', taskQueue);
  if (taskQueue?.startsWith('/_sys/') === true)
    throw refused(command, "the TaskQueue begins with '/_sys/', which Temporal keeps for itself");
}

function check(command: InvokeCommand, what: string, name: string | undefined): void {
  if (name === undefined) return;
  const bytes = new TextEncoder().encode(name).length;
  if (bytes === 0 || bytes > MAX_BYTES)
    throw refused(command, `the ${what} has ${bytes} bytes; Temporal takes 1 to ${MAX_BYTES}`);
}

function refused({ path }: InvokeCommand, problem: string): Error {
  return refusal('InvalidRequest', 'INVALID_INPUT', `${path}: ${problem}.`);
}
