import { ApplicationFailure } from '@temporalio/common';
import type { EngineEvent, InvokeCommand, JsonValue } from '../../asl/run';
import { asTaskTimeout, failedCall, type FailedEvent } from '../../asl/calls';
import type { RunProgress } from '../../asl/progress';
import type { FailureDetails } from '../wire';
import type { CallEnd } from './express-call';

/** What a call came to, as the engine is told of it; `undefined`: nothing yet. */
export function callEvent(command: InvokeCommand, end: CallEnd): EngineEvent | undefined {
  const { id } = command;
  if (end === 'ended') return undefined;
  if ('failure' in end) return { ...asTaskTimeout(command, failureEvent(end.failure)), id };
  const { output, tries, counts } = end.reply;
  return {
    type: 'succeeded',
    id,
    output: (output ?? null) as JsonValue,
    ...(tries !== undefined && { tries }),
    ...(counts !== undefined && { counts }),
  };
}

/** What a call that ended has cost. */
export function measure(progress: RunProgress, { path }: InvokeCommand, end: CallEnd): void {
  if (end === 'ended') return;
  if ('reply' in end) {
    progress.measured(end.reply);
    return;
  }
  const [details] = (end.failure.details ?? []) as [FailureDetails?];
  if (details === undefined) return;
  const { tries, logs, billedMs, mb } = details;
  const summary = billedMs === undefined ? undefined : { billedDurationMs: billedMs, memoryMb: mb ?? 0 };
  progress.callFailed(path, {
    tries,
    ...(logs !== undefined && { logs }),
    ...(summary !== undefined && { summary }),
  });
}

/** As a workflow reads the failure of an activity. */
export function failureEvent(error: unknown): FailedEvent {
  if (!(error instanceof ApplicationFailure)) throw error;
  const [details] = (error.details ?? []) as [FailureDetails?];
  if (details !== undefined) return failedCall({ message: error.message, ...details });
  return { type: 'failed', error: error.type ?? 'States.TaskFailed', cause: error.message };
}
