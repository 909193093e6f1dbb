import type { Client } from '@temporalio/client';

const WORKFLOW_TASKS = 1;
/** Workers poll again after a minute at the latest. */
const RECENT_MS = 90_000;

/** Whether some worker polls the task queue for workflows; undefined where the server does not say. */
export async function isPolled(client: Client, taskQueue: string): Promise<boolean | undefined> {
  try {
    const { pollers } = await client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: WORKFLOW_TASKS,
    });
    return (pollers ?? []).some(
      ({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1000 < RECENT_MS,
    );
  } catch {
    return undefined;
  }
}

/** A workflow task leaves one of these at its end; what a client does to the run may stand behind it. */
const LAST_EVENTS = 20;

/** Whether the run's last workflow task was failed by its worker. One that timed out had a worker that is gone. */
export async function failsItsTask(client: Client, workflowId: string, runId: string): Promise<boolean> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: LAST_EVENTS,
  });
  const end = history?.events?.find(
    (event) =>
      event.workflowTaskFailedEventAttributes != null ||
      event.workflowTaskTimedOutEventAttributes != null ||
      event.workflowTaskCompletedEventAttributes != null,
  );
  return end?.workflowTaskFailedEventAttributes != null;
}
