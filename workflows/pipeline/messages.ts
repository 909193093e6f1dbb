import { defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import type { CallbackAnswer, CallbackMessage } from '../../activities/callbacks/wire';
import type { Checkpoint } from '../../activities/express/wire';
import type { ExpressPipeline } from './express-pipeline';
import type { PipelineRun } from './pipeline-run';
import { ITEMS_DONE, type ShardReport } from './shard-input';
import { expressRun } from './view/express-view';
import type { PipelineView } from './view/pipeline-view';
import { viewOf } from './view/view-of';

/** Completes, fails or keeps alive a task that waits for its callback. */
export const callbackUpdate = defineUpdate<CallbackAnswer, [CallbackMessage]>('callback');
/** Starts no further step until `resume`; steps under way go on. */
export const pauseSignal = defineSignal('pause');
export const resumeSignal = defineSignal('resume');
export const pausedQuery = defineQuery<boolean>('paused');
/** Where the pipeline is. One in mode `express` is told what was `seen` in its activity's heartbeats. */
export const pipelineQuery = defineQuery<PipelineView, [seen?: Checkpoint]>('pipeline');

/** What the items of a chunk came to that ran in a child workflow. */
export const itemsDoneSignal = defineSignal<[ShardReport]>(ITEMS_DONE);

export function handleMessages(run: PipelineRun): void {
  setHandler(
    itemsDoneSignal,
    ({ event, cutShort, ...part }) => {
      if (cutShort === true) run.wasCutShort();
      if (run.open.has(event.id)) run.progress.addPart(part);
      run.deliver(event);
    },
    { description: 'What items came to that run in a workflow of their own; sent by that workflow alone.' },
  );
  setHandler(callbackUpdate, (message) => run.callbacks.take(run, message), {
    description: 'Completes, fails or keeps alive a task that waits for its callback.',
  });
  handlePause(run);
  setHandler(pipelineQuery, () => viewOf(run), { description: 'Where the pipeline is.' });
}

/** Of a pipeline in mode `express`, whose steps have no callbacks. */
export function handleExpressMessages(pipeline: ExpressPipeline): void {
  handlePause(pipeline);
  setHandler(pipelineQuery, (seen) => viewOf(expressRun(pipeline, seen)), {
    description: 'Where the pipeline is.',
  });
}

interface Pausable {
  readonly paused: boolean;
  pause(): void;
  unpause(): void;
}

function handlePause(run: Pausable): void {
  setHandler(pauseSignal, () => run.pause(), { description: 'Starts no further step until resume.' });
  setHandler(resumeSignal, () => run.unpause(), { description: 'Goes on after pause.' });
  setHandler(pausedQuery, () => run.paused, { description: 'Whether the run is paused.' });
}
