import { Context } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';

const ANSWER_WITHIN_MS = 2000;

/** Asks the server for the run that the activity belongs to; `undefined`: it belongs to none. */
export function askRun<Answer>(
  question: (run: WorkflowHandle) => Promise<Answer>,
): Promise<Answer> | undefined {
  const { info, client } = Context.current();
  const { workflowId, runId } = info.workflowExecution ?? {};
  if (workflowId === undefined) return undefined;
  const run = client.workflow.getHandle(workflowId, runId);
  return client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => question(run));
}
