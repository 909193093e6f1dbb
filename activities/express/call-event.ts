import { ApplicationFailure } from '@temporalio/common';
import type { EngineEvent, InvokeCommand, JsonValue } from '../../asl/run';
import { asTaskTimeout, failedCall, type FailedEvent } from '../../asl/calls';
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

/** As a workflow reads the failure of an activity. */
export function failureEvent(error: unknown): FailedEvent {
  if (!(error instanceof ApplicationFailure)) throw error;
  const [details] = (error.details ?? []) as [FailureDetails?];
  if (details !== undefined) return failedCall({ message: error.message, ...details });
  return { type: 'failed', error: error.type ?? 'States.TaskFailed', cause: error.message };
}
