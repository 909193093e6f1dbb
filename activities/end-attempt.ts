import { type CallFailure, cancelledCall } from './call-failure';
import type { Step } from './step';
import type { Stop } from './stop';
import type { InvokeLater } from './wire';

/**
 * Ends the attempt when a call was about to start: a worker that stops is given attempts all the same. Nothing is sent,
 * and the next attempt must not think otherwise.
 * @param earlier what the try before failed with, in this attempt
 */
export function endBeforeCall(step: Step, stop: Stop, earlier: CallFailure | undefined): InvokeLater {
  step.settle();
  if (earlier !== undefined) return endDuringWait(step, stop, earlier, 0);
  step.heartbeats.leave(step.progress);
  // Earlier attempts may have made calls.
  if (stop === 'cancel') throw step.cancelled(cancelledCall('nothing further was sent'));
  if (!step.call.takesLater || stop === 'lost') throw step.stopped();
  return step.later(0);
}

/** Ends the attempt after a call that failed while the attempt was told to stop, or was aborted (`cut`) for that. */
export function endAfterCall(step: Step, stop: Stop, failure: CallFailure, cut: boolean): InvokeLater {
  if (stop === 'cancel') {
    if (cut || failure.executed === 'no' || !step.call.finishOnCancel) throw step.cancelled(failure);
    throw step.failed(failure, 'cancellation was requested');
  }
  if (!cut) return endDuringWait(step, stop, failure, step.delayAfter(failure));
  // Counted like a lost worker: the aborted call may have run.
  if (stop === 'shutdown') step.delayAfter(failure);
  if (stop === 'reset') step.settle([]);
  step.heartbeats.leave(step.progress);
  throw step.stopped();
}

/** Ends the attempt while no call is under way and the rules allow another after the delay. */
export function endDuringWait(step: Step, stop: Stop, failure: CallFailure, delayMs: number): InvokeLater {
  if (stop === 'cancel') throw step.cancelled(failure);
  if (stop === 'lost') throw step.stopped();
  if (stop !== 'reset') return step.leave(failure, delayMs);
  // An operator's reset starts the counts anew, at once.
  step.settle([]);
  return step.leave(failure, 0);
}
