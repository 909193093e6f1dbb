import type { FunctionInvoker } from '../functiongraph/invocation';
import { lostCall, type CallFailure } from './call-failure';
import { endAfterCall, endBeforeCall } from './end-attempt';
import { tryOnce } from './one-try';
import type { Protection } from './protection/protection';
import { recordedTry } from './recorded-try';
import { replyOf } from './reply';
import type { Step } from './step';
import { stopOf } from './stop';
import { takeTurn } from './take-turn';
import { waitInside } from './wait-inside';
import type { InvokeLater, InvokeReply } from './wire';

/** A server rounds short timers up to a second, and a wait inside the attempt holds its slot: up to here it is the better of the two. */
const LONGEST_WAIT_INSIDE_MS = 2000;

const LOST = 'its worker was lost during a call; whether the function ran is unknown';

/** One attempt of the activity: tries and short waits, until there is a result, a failure, or a long wait. */
export async function runAttempt(
  step: Step,
  client: FunctionInvoker,
  protection: Protection,
  maxOutputBytes: number,
): Promise<InvokeReply | InvokeLater> {
  try {
    let failed = step.lost ? { failure: lostCall(LOST), cut: false } : undefined;
    for (;;) {
      const later = failed && (await afterFailure(step, failed.failure, failed.cut));
      if (later !== undefined) return later;
      const turn = await takeTurn(step, protection);
      if (typeof turn !== 'function') return turn;
      const stop = stopOf(step.context);
      if (stop !== undefined) {
        turn('unsent');
        return endBeforeCall(step, stop, failed?.failure);
      }
      const { call, context, progress, time } = step;
      const outcome = await recordedTry(
        { context, call, tries: progress.tries, maxOutputBytes, endTurn: turn },
        () => tryOnce(client, call, context, time.forTryMs(call.timeoutMs)),
      );
      if ('invocation' in outcome) return replyOf(outcome.invocation, step.progress);
      failed = outcome;
    }
  } finally {
    step.heartbeats.stop();
  }
}

/** Ends the attempt, or waits until the next try may start in it. */
async function afterFailure(
  step: Step,
  failure: CallFailure,
  cut: boolean,
): Promise<InvokeLater | undefined> {
  step.countTry(failure);
  const stop = stopOf(step.context);
  if (stop !== undefined) return endAfterCall(step, stop, failure, cut);
  const delayMs = step.delayAfter(failure);
  if (delayMs > LONGEST_WAIT_INSIDE_MS || !step.time.fitsTryAfter(delayMs, step.call.timeoutMs)) {
    return step.leave(failure, delayMs);
  }
  step.logRetry(failure, delayMs);
  return waitInside(step, failure, delayMs);
}
