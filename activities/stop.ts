import type { Context } from '@temporalio/activity';
import type { PlannedCall } from './planned-call';

/** Why an attempt should end. `lost`: the server no longer waits for it (timed out, workflow closed, activity gone). */
export type Stop = 'cancel' | 'pause' | 'reset' | 'shutdown' | 'lost';

/** Why the running attempt should end, or `undefined` while it should not. */
export function stopOf(context: Context): Stop | undefined {
  if (!context.cancellationSignal.aborted) return undefined;
  const details = context.cancellationDetails;
  if (details?.cancelRequested === true) return 'cancel';
  if (details?.reset === true) return 'reset';
  if (details?.paused === true) return 'pause';
  // A worker that is evicted reports its shutdown in the reason only.
  if (details?.workerShutdown === true || isShutdown(context.cancellationSignal.reason)) return 'shutdown';
  return 'lost';
}

/**
 * Whether a running call is aborted for it. A pause never does: the call is paid for, and its answer is welcome. A
 * shutdown (after the worker's grace time) or a reset ends only what may be sent again.
 */
export function cutsCall(stop: Stop, call: PlannedCall): boolean {
  if (stop === 'cancel') return !call.finishOnCancel;
  if (stop === 'reset' || stop === 'shutdown') return call.delivery === 'at-least-once';
  return stop === 'lost';
}

function isShutdown(reason: unknown): boolean {
  return (reason as { message?: unknown } | undefined)?.message === 'WORKER_SHUTDOWN';
}
