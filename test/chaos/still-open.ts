import type { Client } from '@temporalio/client';

const MOST_SHOWN = 10;

/** What has not ended, and what it waits for, a line each. */
export async function stillOpen(client: Client): Promise<string> {
  const lines: string[] = [];
  let count = 0;
  for await (const { workflowId, runId } of client.workflow.list({ query: "ExecutionStatus = 'Running'" })) {
    count += 1;
    if (count > MOST_SHOWN) continue;
    const { type, historyLength, raw } = await client.workflow.getHandle(workflowId, runId).describe();
    const waits = (raw.pendingActivities ?? []).map(
      ({ activityId, attempt, lastFailure }) =>
        `${activityId} in attempt ${attempt}${lastFailure?.message == null ? '' : ` after ${lastFailure.message}`}`,
    );
    const children = (raw.pendingChildren ?? []).map(({ workflowId: child }) => String(child));
    lines.push(
      `  ${workflowId} (${type}, ${historyLength} events): ${[...waits, ...children].join('; ') || 'nothing pending'}`,
    );
  }
  return [`${count} workflows are open`, ...lines].join('\n');
}
