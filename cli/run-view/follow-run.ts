import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { plainJson } from './plain-json';
import { RunSteps } from './run-steps';
import type { StepView } from './step-view';

const POLL_MS = 250;

export interface FollowedRun {
  readonly workflowId: string;
  readonly runId: string;
  /** Is told about each step that has begun, changed or ended, as soon as the server tells. */
  readonly onStep: (step: StepView) => void;
}

/**
 * Follows a run until it is closed, and gives all its steps. Ends of steps come from the history, which the server
 * holds open; tries of running ones are not in there and are asked for four times a second.
 */
export async function followRun(
  client: Client,
  { workflowId, runId, onStep }: FollowedRun,
): Promise<readonly StepView[]> {
  const steps = new RunSteps();
  const closed = new AbortController();
  const told = (step: StepView | undefined): void => {
    if (step !== undefined) onStep(step);
  };
  const handle = client.workflow.getHandle(workflowId, runId);
  const polling = pollRunning(handle, steps, told, closed.signal);
  try {
    let nextPageToken: Uint8Array | null | undefined;
    do {
      const page = await client.workflowService.getWorkflowExecutionHistory({
        namespace: client.options.namespace,
        execution: { workflowId, runId },
        waitNewEvent: true,
        ...(nextPageToken != null && { nextPageToken }),
      });
      for (const event of page.history?.events ?? []) told(steps.apply(event));
      ({ nextPageToken } = page);
    } while (nextPageToken != null && nextPageToken.length > 0);
  } finally {
    closed.abort();
    await polling;
  }
  return steps.all();
}

async function pollRunning(
  handle: WorkflowHandle,
  steps: RunSteps,
  told: (step: StepView | undefined) => void,
  closed: AbortSignal,
): Promise<void> {
  while (!closed.aborted) {
    await sleep(POLL_MS, undefined, { signal: closed }).catch(() => undefined);
    if (closed.aborted || !steps.all().some(({ state }) => state === 'running')) continue;
    // Where this fails, the history fails too, and says so.
    const description = await handle.describe().catch(() => undefined);
    for (const { activityId, heartbeatDetails } of description?.raw.pendingActivities ?? []) {
      const progress = plainJson(heartbeatDetails?.payloads?.[0]) as { tries?: unknown } | undefined;
      if (typeof progress?.tries === 'number')
        told(steps.update(activityId ?? '', { tries: progress.tries }));
    }
  }
}
