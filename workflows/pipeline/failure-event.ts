import { isCancellation } from '@temporalio/workflow';
import {
  ActivityFailure,
  ApplicationFailure,
  ChildWorkflowFailure,
  TimeoutFailure,
} from '@temporalio/common';
import { CANCELLED_EVENT, failedCall, type FailedEvent as Failed } from '../../asl/calls';
import { functionGraphFailure } from '../function-graph-failure';
import type { PipelineFailureDetails } from './pipeline-end';

/** A step that failed, as the engine is told of it. */
export function failedEvent(error: unknown, run: { readonly cancelled: boolean }): Failed {
  if (isCancellation(error) && run.cancelled) return CANCELLED_EVENT;
  const failure = functionGraphFailure(error);
  if (failure !== undefined) return failedCall(failure);
  return isCancellation(error) ? ENDED_FROM_OUTSIDE : ofAnything(error);
}

/** Somebody cancelled an activity or a child, and not the run. */
const ENDED_FROM_OUTSIDE: Failed = {
  type: 'failed',
  error: 'States.TaskFailed',
  cause: 'It was cancelled from outside of the run.',
  executed: 'maybe',
};

/** A failure of an activity or a workflow of the user's own: its type and its message. */
function ofAnything(error: unknown): Failed {
  const inner =
    error instanceof ActivityFailure || error instanceof ChildWorkflowFailure ? error.cause : error;
  if (inner instanceof TimeoutFailure) {
    const executed = inner.timeoutType === 'SCHEDULE_TO_START' ? 'no' : 'maybe';
    return { type: 'failed', error: 'States.Timeout', cause: inner.message, executed };
  }
  if (inner instanceof ApplicationFailure)
    return { type: 'failed', ...namesOf(inner, error), cause: inner.message };
  const { message } = (inner ?? error ?? {}) as { readonly message?: string };
  return { type: 'failed', error: 'States.TaskFailed', cause: message ?? String(error) };
}

const RESERVED = /^(?:States|FunctionGraph)\./;

/** A pipeline as a child failed with names that mean what they say; anything else that has such a name pretends. */
function namesOf(
  { type, details }: ApplicationFailure,
  error: unknown,
): { readonly error: string; readonly names?: readonly string[] } {
  if (type == null) return { error: 'States.TaskFailed' };
  const { status, names } = (details?.[0] ?? {}) as Partial<PipelineFailureDetails>;
  // States.Runtime ended that run; this one may catch that it did.
  if (status !== undefined && Array.isArray(names) && !names.includes('States.Runtime'))
    return { error: type, names };
  if (type === 'States.Timeout' && status === 'TIMED_OUT') return { error: type };
  if (!RESERVED.test(type)) return { error: type };
  return { error: `${error instanceof ActivityFailure ? 'Activity' : 'Workflow'}:${type}` };
}
