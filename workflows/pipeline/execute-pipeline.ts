import { CancelledFailure } from '@temporalio/common';
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  setCurrentDetails,
} from '@temporalio/workflow';
import type { JsonValue, Observation } from '../../asl/run';
import { perform } from './effects/perform';
import { handleMessages } from './messages';
import { outcomeOf } from './pipeline-end';
import type { PipelineInput } from './pipeline-input';
import { type Perform, PipelineRun } from './pipeline-run';
import { readInput } from './read-input';
import { Details } from './view/details';

export interface PipelineHooks {
  readonly perform?: Perform;
  readonly observe?: (observation: Observation) => void;
}

/**
 * Executes a state machine from inside of any workflow function.
 *
 * @param hooks see what happens: for workflows that test this one
 */
export async function executePipeline(request: PipelineInput, hooks: PipelineHooks = {}): Promise<JsonValue> {
  const { input, plan } = readInput(request);
  const details = new Details();
  const run = new PipelineRun(input, plan, hooks.perform ?? perform, hooks.observe, (now) =>
    setCurrentDetails(details.of(now)),
  );
  handleMessages(run);
  CancellationScope.current().cancelRequested.catch(() => run.cancel());
  const end = await run.scope.run(() => {
    run.begin();
    return run.ended;
  });
  // The callback that ended the run gets its answer first.
  if (!allHandlersFinished()) await condition(allHandlersFinished);
  if ('carried' in end)
    return continueAsNew<(next: PipelineInput) => Promise<JsonValue>>({ ...input, carried: end.carried });
  if (run.cutShort) throw new CancelledFailure('The pipeline was cancelled.');
  return outcomeOf(end.done);
}
