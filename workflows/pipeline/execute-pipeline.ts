import { CancelledFailure } from '@temporalio/common';
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  workflowInfo,
} from '@temporalio/workflow';
import { type JsonValue, type Observation, start, type StartContext } from '../../asl/run';
import { DELEGATION } from './delegation';
import { perform } from './effects/perform';
import { handleMessages } from './messages';
import { outcomeOf } from './pipeline-end';
import type { PipelineInput } from './pipeline-input';
import { type Perform, PipelineRun } from './pipeline-run';
import { readInput } from './read-input';
import { runExpressly } from './run-expressly';
import { detailsOf } from './view/details';
import { showDetails } from './view/show-details';

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
  const { input, plan, express } = readInput(request);
  if (express !== undefined) return runExpressly(input, express, plan, again);
  const run = new PipelineRun(input, plan, hooks.perform ?? perform, hooks.observe);
  showDetails(() => detailsOf(run));
  CancellationScope.current().cancelRequested.catch(() => run.cancel());
  const { input: given = {}, ...rest } = input;
  const ending = run.scope.run(() => {
    run.begin((context) => start(plan, given, { ...context, ...startFacts(input) }));
    return run.ended;
  });
  // Messages that came first are kept until there are handlers, which need to find what is under way.
  handleMessages(run);
  const end = await ending;
  // The callback that ended the run gets its answer first.
  if (!allHandlersFinished()) await condition(allHandlersFinished);
  if ('carried' in end) return again({ ...rest, carried: end.carried });
  if (run.cutShort) throw new CancelledFailure('The pipeline was cancelled.');
  return outcomeOf(end.done);
}

function again(next: PipelineInput): Promise<never> {
  return continueAsNew<(input: PipelineInput) => Promise<JsonValue>>(next);
}

function startFacts({
  name = 'pipeline',
}: PipelineInput): Pick<StartContext, 'execution' | 'stateMachine' | 'delegate'> {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  return {
    execution: { id: `${workflowId}:${firstExecutionRunId}`, name: workflowId },
    stateMachine: { id: name, name },
    delegate: DELEGATION,
  };
}
