import { isCancellation } from '@temporalio/workflow';
import {
  ActivityFailure,
  ApplicationFailure,
  ChildWorkflowFailure,
  TimeoutFailure,
} from '@temporalio/common';
import type { EngineEvent } from '../../asl/run';
import { CANCELLED } from '../../retry';
import { type FunctionGraphFailure, functionGraphFailure } from '../function-graph-failure';

type Failed = Omit<Extract<EngineEvent, { readonly type: 'failed' }>, 'id'>;

/** A step that failed, as the engine is told of it. */
export function failedEvent(error: unknown): Failed {
  if (isCancellation(error)) return CANCELLED_EVENT;
  const failure = functionGraphFailure(error);
  if (failure !== undefined) return ofFunction(failure);
  return ofAnything(error);
}

/** A run that is cancelled: a Catch may see it, no retrier takes it. */
export const CANCELLED_EVENT: Failed = {
  type: 'failed',
  error: CANCELLED,
  cause: 'The run was cancelled.',
  names: [CANCELLED, 'States.ALL'],
};

function ofFunction(failure: FunctionGraphFailure): Failed {
  const { names, executed, transient, retryAfterMs, tries } = failure;
  return {
    type: 'failed',
    error: names[0] ?? failure.code,
    cause: causeOf(failure),
    names,
    executed,
    transient,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(tries !== undefined && { tries }),
  };
}

/** JSON with what the function said, or what failed around it. */
function causeOf({ causeText, functionError, code, requestId, message }: FunctionGraphFailure): string {
  if (causeText !== undefined) return causeText;
  return JSON.stringify({
    ...(functionError ?? { errorMessage: message }),
    code,
    ...(requestId !== undefined && { requestId }),
  });
}

/** A failure of an activity or a workflow of the user's own: its type and its message. */
function ofAnything(error: unknown): Failed {
  const inner =
    error instanceof ActivityFailure || error instanceof ChildWorkflowFailure ? error.cause : error;
  if (inner instanceof TimeoutFailure)
    return { type: 'failed', error: 'States.Timeout', cause: inner.message };
  if (inner instanceof ApplicationFailure)
    return { type: 'failed', error: inner.type ?? 'States.TaskFailed', cause: inner.message };
  const { message } = (inner ?? error ?? {}) as { readonly message?: string };
  return { type: 'failed', error: 'States.TaskFailed', cause: message ?? String(error) };
}
