import type { Client, WorkflowHandle, WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import type { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { PipelineInput } from 'temporal-functiongraph/workflows';

/** How a pipeline ended. */
export type Outcome =
  | { readonly output: unknown }
  | { readonly error: string; readonly cause: string; readonly details: unknown }
  | 'cancelled';

export async function outcomeOf(handle: WorkflowHandle): Promise<Outcome> {
  try {
    return { output: await handle.result() };
  } catch (error) {
    const { cause } = error as WorkflowFailedError;
    if (cause instanceof CancelledFailure) return 'cancelled';
    if (cause instanceof ApplicationFailure)
      return { error: cause.type ?? '', cause: cause.message, details: cause.details?.[0] };
    throw error;
  }
}

export function startPipeline(
  client: Client,
  run: { readonly taskQueue: string; readonly workflowId: string },
  input: PipelineInput,
): Promise<WorkflowHandleWithFirstExecutionRunId> {
  return client.workflow.start('runPipeline', { ...run, args: [input] });
}

/** How many timers a run has started. */
export async function timersOf(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter((event) => event.timerStartedEventAttributes != null).length;
}

/** Ids of the activities that a run has scheduled, in their order. */
export async function activityIds(handle: WorkflowHandle): Promise<string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap((event) => event.activityTaskScheduledEventAttributes?.activityId ?? []);
}
