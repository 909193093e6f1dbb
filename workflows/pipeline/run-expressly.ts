import { CancelledFailure } from '@temporalio/common';
import { CancellationScope, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { ExpressActivities, RunExpressRequest, RunReply } from '../../activities/express/wire';
import type { JsonValue, StateMachine } from '../../asl/run';
import { tooManyResults } from '../../asl/calls';
import { fitsIntoPayload } from '../event-size';
import { expressActivity } from './express-activity';
import { leftByCancelled } from './left-by-cancelled';
import { outcomeOf } from './pipeline-end';
import type { PipelineInput } from './pipeline-input';

/**
 * The whole pipeline in one activity. Where that ends before its time (its state has grown, a long wait), the next one
 * goes on from what it left. One that is cancelled meanwhile cleans up in a further activity.
 *
 * @param again continues as new with an input
 */
export async function runExpressly(
  input: PipelineInput,
  definition: StateMachine,
  again: (input: PipelineInput) => Promise<never>,
): Promise<JsonValue> {
  const { firstExecutionRunId, workflowId } = workflowInfo();
  const { name = 'pipeline', timeScale, priority, express } = input;
  const { keyPrefix = firstExecutionRunId, startedMs = Date.now() } = express ?? {};
  const facts = {
    v: 1 as const,
    definition,
    keyPrefix,
    startedMs,
    ...(timeScale !== undefined && { timeScale }),
  };
  let request: RunExpressRequest =
    express === undefined
      ? {
          ...facts,
          name,
          input: input.input === undefined ? {} : input.input,
          execution: { id: `${workflowId}:${firstExecutionRunId}`, name: workflowId },
        }
      : { ...facts, checkpoint: express.checkpoint };
  const scope = CancellationScope.current();
  for (let round = 1; ; round++) {
    const id = round === 1 ? name : `${name}~${round}`;
    const { runExpress } = proxyActivities<ExpressActivities>(expressActivity(id, name, priority));
    const cleansUp = request.cancelled === true;
    let reply: RunReply;
    try {
      reply = await (cleansUp
        ? CancellationScope.nonCancellable(() => runExpress(request))
        : runExpress(request));
    } catch (error) {
      const left = scope.consideredCancelled && !cleansUp ? leftByCancelled(error, request) : undefined;
      if (left === undefined) throw error;
      reply = { v: 1, checkpoint: left };
    }
    if ('done' in reply) {
      if (reply.cutShort === true) throw new CancelledFailure('The pipeline was cancelled.');
      return outcomeOf(reply.done);
    }
    const { checkpoint, waitMs = 0 } = reply;
    if (waitMs > 0) await wait(scope, waitMs, `${name} waits`, cleansUp);
    const cancelled = scope.consideredCancelled;
    // What cleans up is done in this run: the next one would not know that it was cancelled.
    if (workflowInfo().continueAsNewSuggested && !cancelled) {
      const { input: _, ...rest } = input;
      const next = { ...rest, express: { checkpoint, keyPrefix, startedMs } };
      if (fitsIntoPayload(next)) return again(next);
    }
    request = { ...facts, checkpoint, ...(cancelled && { cancelled }) };
    if (!fitsIntoPayload(request)) {
      const { type: _, ...problem } = tooManyResults(JSON.stringify(request).length);
      return outcomeOf({ status: 'FAILED', ...problem });
    }
  }
}

/** Ended by a cancellation, which the next activity tells the engine; what cleans up waits for its time. */
async function wait(scope: CancellationScope, ms: number, summary: string, cleansUp: boolean): Promise<void> {
  if (cleansUp) {
    await CancellationScope.nonCancellable(() => sleep(ms, { summary }));
    return;
  }
  try {
    await sleep(ms, { summary });
  } catch (error) {
    if (!scope.consideredCancelled) throw error;
  }
}
