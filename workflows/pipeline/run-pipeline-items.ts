import { CancelledFailure } from '@temporalio/common';
import {
  CancellationScope,
  continueAsNew,
  defineSignal,
  getExternalWorkflowHandle,
  log,
  setHandler,
} from '@temporalio/workflow';
import { tooManyResults } from '../../asl/calls';
import { partOf } from '../../asl/progress';
import { compile, startItems } from '../../asl/run';
import { fitsIntoPayload } from '../event-size';
import { ARE_YOU_THERE } from './effects/run-shard';
import { perform } from './effects/perform';
import { readPages } from './effects/read-pages';
import { failedEvent } from './failure-event';
import { handleMessages } from './messages';
import type { RunEnd } from './pipeline-input';
import { PipelineRun } from './pipeline-run';
import { ITEMS_DONE, type ShardInput, type ShardReport } from './shard-input';

/**
 * A chunk of a Map's items in a workflow of its own: started by `runPipeline`, and exported beside it. Reports what the
 * items came to by a signal to the pipeline's workflow id, so that the pipeline may continue as new meanwhile.
 */
export async function runPipelineItems(input: ShardInput): Promise<null> {
  if (input.v !== 1 && input.v !== 2)
    // A plain error fails the workflow task, which is tried again until a worker takes it that knows the version.
    throw new Error(
      `The input of a shard has version ${String(input.v)}; this worker knows 1 and 2. Update it.`,
    );
  setHandler(defineSignal(ARE_YOU_THERE), () => {});
  const run = new PipelineRun(input, compile(input.definition), perform);
  let end: RunEnd;
  try {
    end = await untilEnd(run, input);
  } catch (error) {
    const event = { ...failedEvent(error, run), id: input.report.id };
    await report(input, { event, ...partOf(run.progress) });
    throw error;
  }
  if ('carried' in end) {
    const { read: _, ...rest } = input;
    const { items: _taken, ...part } = input.part;
    return continueAsNew<typeof runPipelineItems>({ ...rest, part, carried: end.carried });
  }
  await report(input, reportOf(input, end.done, run));
  if (run.cutShort) throw new CancelledFailure('The items were cancelled.');
  return null;
}

async function untilEnd(run: PipelineRun, input: ShardInput): Promise<RunEnd> {
  const { definition, part, read, carried } = input;
  CancellationScope.current().cancelRequested.catch(() => run.cancel());
  const items =
    carried !== undefined || read === undefined
      ? (part.items ?? [])
      : (await readPages(definition.StartAt, read, input)).slice(part.first - (read.from?.item ?? 0));
  if (run.cancelled) throw new CancelledFailure('The items were cancelled.');
  run.begin((context) => startItems(run.plan, part, items, context));
  handleMessages(run);
  return run.ended;
}

type Done = Extract<RunEnd, { readonly done: unknown }>['done'];

function reportOf({ report: { id } }: ShardInput, done: Done, run: PipelineRun): ShardReport {
  const mark = { ...(run.cutShort && { cutShort: true as const }), ...partOf(run.progress) };
  if (done.status !== 'SUCCEEDED') {
    const { status: _, ...problem } = done;
    return { event: { type: 'failed', id, ...problem }, ...mark };
  }
  const full: ShardReport = { event: { type: 'succeeded', id, output: done.output }, ...mark };
  if (fitsIntoPayload(full)) return full;
  return { event: { ...tooManyResults(JSON.stringify(done.output).length), id }, ...mark };
}

/** A pipeline that is closed waits for nothing. */
async function report({ report: { workflowId } }: ShardInput, message: ShardReport): Promise<void> {
  try {
    await CancellationScope.nonCancellable(() =>
      getExternalWorkflowHandle(workflowId).signal(ITEMS_DONE, message),
    );
  } catch (error) {
    log.warn('The pipeline that these items belong to is closed', { workflowId, error: String(error) });
  }
}
