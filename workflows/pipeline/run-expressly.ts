import { CancelledFailure } from '@temporalio/common';
import { workflowInfo } from '@temporalio/workflow';
import type { RunExpressRequest } from '../../activities/express/wire';
import type { JsonValue, Plan, StateMachine } from '../../asl/run';
import { EngineClock, tooManyResults } from '../../asl/calls';
import { fitsIntoPayload } from '../event-size';
import { ExpressPipeline } from './express-pipeline';
import { handleExpressMessages } from './messages';
import { outcomeOf } from './pipeline-end';
import type { PipelineInput } from './pipeline-input';
import { detailsOf } from './view/details';
import { expressRun } from './view/express-view';
import { showDetails } from './view/show-details';

/**
 * The whole pipeline in one activity. Where that ends before its time (its state has grown, a long wait), the next one
 * goes on from what it left. One that is cancelled meanwhile cleans up in a further activity.
 *
 * @param again continues as new with an input
 */
export async function runExpressly(
  input: PipelineInput,
  definition: StateMachine,
  plan: Plan,
  again: (input: PipelineInput) => Promise<never>,
): Promise<JsonValue> {
  const { firstExecutionRunId, workflowId } = workflowInfo();
  const { name = 'pipeline', timeScale, express } = input;
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
  const clock = new EngineClock(startedMs, timeScale ?? 1, Date.now);
  const pipeline = new ExpressPipeline(input, plan, clock);
  handleExpressMessages(pipeline);
  showDetails(() => detailsOf(expressRun(pipeline)));
  if (pipeline.paused) await pipeline.wait(0);
  for (;;) {
    const reply = await pipeline.perform(request);
    if ('done' in reply) {
      pipeline.end(reply);
      if (reply.cutShort === true) throw new CancelledFailure('The pipeline was cancelled.');
      return outcomeOf(reply.done);
    }
    const { checkpoint, waitMs = 0 } = reply;
    pipeline.checkpoint = checkpoint;
    if (waitMs > 0 || pipeline.paused) await pipeline.wait(waitMs);
    const { cancelled } = pipeline;
    // What cleans up is done in this run: the next one would not know that it was cancelled.
    if (workflowInfo().continueAsNewSuggested && !cancelled) {
      const { input: _, ...rest } = input;
      const next = { ...rest, express: { checkpoint, keyPrefix, startedMs } };
      if (fitsIntoPayload(next)) return again(next);
    }
    request = { ...facts, checkpoint, ...(cancelled && { cancelled }) };
    if (!fitsIntoPayload(request)) {
      const { type: _, ...problem } = tooManyResults(JSON.stringify(request).length);
      const done = { status: 'FAILED', ...problem } as const;
      pipeline.end({ done });
      return outcomeOf(done);
    }
  }
}
