import {
  type Client,
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import {
  CALLBACK_UPDATE,
  type CallbackAnswer,
  type CallbackMessage,
  type CallbackOutcome,
  type TaskToken,
} from '../../activities';

/** How long a run may take to answer. */
const WITHIN_MS = 10_000;

/** What became of a callback. `unknown`: there is no such run. `unanswered`: nobody knows; send it again. */
export type Delivery = CallbackAnswer | 'unknown' | 'unanswered';

/** Gives the callback to the run that its token names, whichever run of the chain that is now. */
export async function deliverCallback(
  client: Client,
  { workflowId, run, path, id }: TaskToken,
  outcome: CallbackOutcome,
): Promise<Delivery> {
  const message: CallbackMessage = { id, path, run, outcome };
  const handle = client.workflow.getHandle(workflowId);
  try {
    return await client.withDeadline(Date.now() + WITHIN_MS, () =>
      handle.executeUpdate<CallbackAnswer, [CallbackMessage]>(CALLBACK_UPDATE, { args: [message] }),
    );
  } catch (error) {
    // The run has ended, or what has its id now takes no callbacks.
    if (error instanceof WorkflowUpdateFailedError) return 'stale';
    if (error instanceof WorkflowNotFoundError) return isKnown(client, workflowId);
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcServiceError(error))
      return 'unanswered';
    throw error;
  }
}

/** Temporal refuses updates of runs that have ended as it refuses those of runs that never were. */
async function isKnown(client: Client, workflowId: string): Promise<Delivery> {
  try {
    await client.workflow.getHandle(workflowId).describe();
    return 'stale';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'unknown';
    if (isGrpcServiceError(error)) return 'unanswered';
    throw error;
  }
}

/** For people: what each delivery means. */
export const DELIVERIES: Readonly<Record<Delivery, string>> = {
  accepted: 'the task has it',
  repeated: 'this token was used before; nothing was changed',
  stale: 'the task waits no more: it has ended, was tried again, or its time was up; nothing was changed',
  unknown: 'there is no such run, or Temporal keeps it no more; nothing was changed',
  unanswered: 'the run did not answer; send the callback again later',
};
