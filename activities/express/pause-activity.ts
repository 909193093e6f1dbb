import { Context } from '@temporalio/activity';
import { isGrpcServiceError, type WorkflowHandle } from '@temporalio/client';
import { unknownVersion } from '../unknown-version';
import { askRun } from './ask-run';
import type { PauseActivityRequest } from './wire';

const NOT_FOUND = 5;
/** INVALID_ARGUMENT, PERMISSION_DENIED, FAILED_PRECONDITION, UNIMPLEMENTED (an older server). */
const REFUSED: readonly number[] = [3, 7, 9, 12];

/**
 * Has the server pause an express activity of the workflow, or let it go on. Where the server does not do that, the
 * pipeline stops once the activity hands over.
 */
export async function setActivityPause(request: PauseActivityRequest): Promise<void> {
  const { info, client, log } = Context.current();
  if (request?.v !== 1) throw unknownVersion(info.activityType, request);
  const { activityId, paused } = request;
  const { workflowService } = client;
  const activity = {
    namespace: info.namespace,
    execution: info.workflowExecution ?? null,
    identity: client.options.identity,
    id: activityId,
  };
  try {
    if (paused) await workflowService.pauseActivity({ ...activity, reason: 'The pipeline is paused.' });
    else await workflowService.unpauseActivity(activity);
  } catch (error) {
    const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined;
    // It has ended meanwhile.
    if (code === NOT_FOUND) return;
    if (code === undefined || !REFUSED.includes(code)) throw error;
    log.warn('The server pauses no activity; the pipeline stops where the activity hands over', {
      activityId,
      error: String(error),
    });
  }
}

/**
 * Whether what a paused activity leaves is its run's, which is paused as a whole or was cancelled meanwhile; else another
 * attempt goes on from it. No, where the run does not say so.
 *
 * @param cleansUp the activity was begun after the cancellation
 */
export async function goesToRun(cleansUp: boolean): Promise<boolean> {
  if (await answers((run) => run.query<boolean>('paused'))) return true;
  if (cleansUp) return false;
  // Asked last, and of the server: the run itself may not know yet, and may be away.
  return answers(async (run) => (await run.describe()).raw.workflowExtendedInfo?.cancelRequested === true);
}

async function answers(question: (run: WorkflowHandle) => Promise<boolean>): Promise<boolean> {
  return (await askRun(question)?.catch(() => false)) ?? false;
}
