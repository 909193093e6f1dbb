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
