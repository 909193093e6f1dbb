import type { FunctionInvoker } from '../functiongraph/invocation';
import { lostCall, type CallFailure } from './call-failure';
import { endAfterCall, endBeforeCall } from './end-attempt';
import { logSuccess } from './log';
import { recordTry } from './metrics';
import { tryOnce, type TryOutcome } from './one-try';
import { outputProblem } from './output-size';
import type { EndTurn, Protection } from './protection/protection';
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
      const outcome = await tryAndRecord(step, client, turn, maxOutputBytes);
      if ('invocation' in outcome) return replyOf(outcome.invocation, step.progress);
      failed = outcome;
    }
  } finally {
    step.heartbeats.stop();
  }
}

async function tryAndRecord(
  { call, context, progress, time }: Step,
  client: FunctionInvoker,
  endTurn: EndTurn,
  maxOutputBytes: number,
): Promise<TryOutcome> {
  const startedMs = performance.now();
  const answer = await tryOnce(client, call, context, time.forTryMs(call.timeoutMs));
  endTurn('failure' in answer ? answer.failure : undefined);
  const outcome = checked(answer, maxOutputBytes);
  const durationMs = Math.round(performance.now() - startedMs);
  recordTry(context.metricMeter, call.label, durationMs, outcome);
  if ('invocation' in outcome) {
    logSuccess(context.log, call.label, outcome.invocation, { tries: progress.tries + 1, durationMs });
  }
  return outcome;
}

function checked(outcome: TryOutcome, maxOutputBytes: number): TryOutcome {
  const problem = 'invocation' in outcome ? outputProblem(outcome.invocation, maxOutputBytes) : undefined;
  return problem === undefined ? outcome : { failure: problem, cut: false };
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
