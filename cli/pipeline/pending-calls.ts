import type { WorkflowExecutionDescription } from '@temporalio/client';
import type { PipelineView, StateView } from '../../client';
import { plainJson } from '../run-view/plain-json';

/** A call under way, as only its activity knows it: the pipeline hears of a call when it has ended. */
export interface PendingCall {
  readonly tries: number;
  /** The try before failed, and the next one begins then. */
  readonly nextTryMs?: number;
  /** What the try before failed with. */
  readonly error?: string;
}

type Pending = NonNullable<WorkflowExecutionDescription['raw']['pendingActivities']>[number];

/** By the step's path. */
export function pendingCalls({ raw }: WorkflowExecutionDescription): ReadonlyMap<string, PendingCall> {
  return new Map((raw.pendingActivities ?? []).map((pending) => [pending.activityId ?? '', callOf(pending)]));
}

function callOf({ attempt, heartbeatDetails, lastFailure, nextAttemptScheduleTime }: Pending): PendingCall {
  const progress = plainJson(heartbeatDetails?.payloads?.[0]) as { readonly tries?: unknown } | undefined;
  const failed = typeof progress?.tries === 'number' ? progress.tries : (attempt ?? 1) - 1;
  const error = lastFailure?.applicationFailureInfo?.type ?? lastFailure?.message ?? undefined;
  const nextTryMs = Number(nextAttemptScheduleTime?.seconds ?? 0) * 1000;
  return {
    tries: Math.max(1, nextTryMs > 0 ? failed : failed + 1),
    ...(nextTryMs > 0 && { nextTryMs }),
    ...(error !== undefined && error !== '' && { error }),
  };
}

/** The view with what the activities know. */
export function withPendingCalls(view: PipelineView, calls: ReadonlyMap<string, PendingCall>): PipelineView {
  if (calls.size === 0) return view;
  const states = view.states.map((state): StateView => {
    const call = state.status === 'running' ? calls.get(state.path) : undefined;
    if (call === undefined || call.tries === 0) return state;
    const { tries, nextTryMs, error } = call;
    return {
      ...state,
      tries: Math.max(tries, state.tries),
      ...(nextTryMs !== undefined && { status: 'retrying', untilMs: nextTryMs }),
      ...(error !== undefined && { error }),
    };
  });
  return { ...view, states };
}
