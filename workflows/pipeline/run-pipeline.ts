import { CancelledFailure } from '@temporalio/common';
import { CancellationScope, continueAsNew } from '@temporalio/workflow';
import type { JsonValue } from '../../asl/run';
import { perform } from './effects/perform';
import { handleMessages } from './messages';
import { outcomeOf } from './pipeline-end';
import type { PipelineInput } from './pipeline-input';
import { PipelineRun } from './pipeline-run';
import { readInput } from './read-input';

/**
 * The workflow that executes a state machine in the Amazon States Language. Export it from your workflows file, or serve
 * it with `tfg worker`. It can be started from any language:
 * `temporal workflow start --type runPipeline --input '{"definition": {...}, "input": {...}}'`.
 *
 * Ends with the machine's output. A machine that fails ends it with a non-retryable ApplicationFailure whose type is the
 * machine's `Error`, whose message is its `Cause`; one whose time is up with the type `States.Timeout`.
 */
export async function runPipeline(request: PipelineInput): Promise<JsonValue> {
  const { input, plan } = readInput(request);
  const run = new PipelineRun(input, plan, perform, undefined);
  handleMessages(run);
  CancellationScope.current().cancelRequested.catch(() => run.cancel());
  run.begin();
  const end = await run.ended;
  if ('carried' in end) return continueAsNew<typeof runPipeline>({ ...input, carried: end.carried });
  if (run.cutShort) throw new CancelledFailure('The pipeline was cancelled.');
  return outcomeOf(end.done);
}
