import { defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import type { CallbackAnswer, CallbackMessage } from '../../activities/callbacks/wire';
import type { PipelineRun } from './pipeline-run';

/** Completes, fails or keeps alive a task that waits for its callback. */
export const callbackUpdate = defineUpdate<CallbackAnswer, [CallbackMessage]>('callback');
/** Starts no further step until `resume`; steps under way go on. */
export const pauseSignal = defineSignal('pause');
export const resumeSignal = defineSignal('resume');
export const pausedQuery = defineQuery<boolean>('paused');

export function handleMessages(run: PipelineRun): void {
  setHandler(callbackUpdate, (message) => run.callbacks.take(run, message), {
    description: 'Completes, fails or keeps alive a task that waits for its callback.',
  });
  setHandler(pauseSignal, () => run.pause(), { description: 'Starts no further step until resume.' });
  setHandler(resumeSignal, () => run.unpause(), { description: 'Goes on after pause.' });
  setHandler(pausedQuery, () => run.paused, { description: 'Whether the run is paused.' });
}
