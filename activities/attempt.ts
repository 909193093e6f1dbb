import type { Context } from '@temporalio/activity';
import type { FunctionInvoker } from '../functiongraph/invocation';
import { decide, type RetryCounts } from '../retry';
import { lostCall, postponedCall, type CallFailure } from './call-failure';
import { Heartbeats, type Acknowledgement } from './heartbeats';
import { logFailure, logRetry, logSuccess } from './log';
import { recordTry } from './metrics';
import { tryOnce, type TryOutcome } from './one-try';
import { outputProblem } from './output-size';
import type { PlannedCall } from './planned-call';
import { CallPostponed } from './protection/call-postponed';
import type { EndTurn, Protection } from './protection/protection';
import { executedOverall, readProgress, type Progress } from './progress';
import { replyOf } from './reply';
import { cancelled, finalFailure, retryLater } from './step-failure';
import { stopOf, type Stop } from './stop';
import { TimeLeft } from './time-left';
import type { InvokeLater, InvokeReply, Resume } from './wire';

/** A server rounds short timers up to a second, and a wait inside the attempt holds its slot: up to here it is the better of the two. */
const LONGEST_WAIT_INSIDE_MS = 2000;

const LOST = 'its worker was lost during a call; whether the function ran is unknown';

/** One attempt of the activity: tries and short waits, until there is a result, a failure, or a long wait. */
export class Attempt {
  private readonly time: TimeLeft;
  private readonly heartbeats: Heartbeats;
  private readonly lost: boolean;
  private progress: Progress;

  constructor(
    private readonly context: Context,
    private readonly call: PlannedCall,
    private readonly client: FunctionInvoker,
    private readonly maxOutputBytes: number,
    private readonly protection: Protection,
    resume: Resume | undefined,
  ) {
    this.time = new TimeLeft(context.info);
    ({ progress: this.progress, lost: this.lost } = readProgress(context.info, resume));
    this.heartbeats = new Heartbeats(context, this.progress);
  }

  async run(): Promise<InvokeReply | InvokeLater> {
    try {
      const stop = stopOf(this.context);
      if (stop !== undefined && !this.lost) return this.stoppedAtStart(stop);
      let failure = this.lost ? lostCall(LOST) : undefined;
      let cut = false;
      for (;;) {
        if (failure !== undefined) {
          const later = await this.afterFailure(failure, cut);
          if (later !== undefined) return later;
        }
        const turn = await this.turn();
        if (typeof turn !== 'function') return turn;
        const outcome = await this.try(turn);
        if ('reply' in outcome) return outcome.reply;
        ({ failure, cut } = outcome);
      }
    } finally {
      this.heartbeats.stop();
    }
  }

  /** Waits until the call may be sent. A call that is put off costs no try and is counted by no rule. */
  private async turn(): Promise<EndTurn | InvokeLater> {
    try {
      return await this.protection.turn(this.call.label, this.context.cancellationSignal);
    } catch (error) {
      if (error instanceof CallPostponed) {
        const failure = postponedCall(error);
        if (error.delayMs >= this.time.untilDeadlineMs()) throw this.final(failure, 'its deadline is sooner');
        this.settle(this.progress.counts);
        return this.leave(failure, error.delayMs);
      }
      const stop = stopOf(this.context);
      if (stop === undefined) throw error;
      this.settle(this.progress.counts);
      return this.stoppedWaiting(stop, postponedCall({ message: 'it was waiting for its turn' }), 0);
    }
  }

  private async try(
    endTurn: EndTurn,
  ): Promise<{ reply: InvokeReply } | Extract<TryOutcome, { cut: boolean }>> {
    const startedMs = performance.now();
    const timeoutMs = this.time.forTryMs(this.call.timeoutMs);
    const outcome = await tryOnce(this.client, this.call, this.context, timeoutMs);
    endTurn('failure' in outcome ? outcome.failure : undefined);
    const tooLarge =
      'invocation' in outcome ? outputProblem(outcome.invocation, this.maxOutputBytes) : undefined;
    const ended = tooLarge === undefined ? outcome : { failure: tooLarge, cut: false };
    const durationMs = Math.round(performance.now() - startedMs);
    recordTry(this.context.metricMeter, this.call.label, durationMs, ended);
    if ('failure' in ended) return ended;
    const tries = this.progress.tries + 1;
    logSuccess(this.context.log, this.call.label, ended.invocation, { tries, durationMs });
    return { reply: replyOf(ended.invocation, tries) };
  }

  /** Ends the attempt, or waits until the next try may start in it. */
  private async afterFailure(failure: CallFailure, cut: boolean): Promise<InvokeLater | undefined> {
    const executed = executedOverall(this.progress.executed, failure.executed);
    this.progress = {
      ...this.progress,
      tries: this.progress.tries + 1,
      ...(executed !== 'no' && { executed }),
    };
    const stop = stopOf(this.context);
    if (stop !== undefined && (cut || stop === 'cancel')) return this.stopped(stop, failure, cut);

    const delayMs = this.delayOf(failure);
    if (stop !== undefined) return this.stoppedWaiting(stop, failure, delayMs);
    if (delayMs > LONGEST_WAIT_INSIDE_MS || !this.time.fitsTryAfter(delayMs, this.call.timeoutMs)) {
      return this.leave(failure, delayMs);
    }
    logRetry(this.context.log, this.call.label, failure, { tries: this.progress.tries, delayMs });
    return this.waitInside(failure, delayMs);
  }

  /** The wait that the rules ask for, counted; throws where they give up. */
  private delayOf(failure: CallFailure): number {
    const decision = decide(this.call.rules, this.progress.counts, failure, {
      delivery: this.call.delivery,
      random: Math.random,
      remainingMs: this.time.untilDeadlineMs(),
    });
    if ('giveUp' in decision) throw this.final(failure, decision.giveUp);
    this.settle(decision.counts);
    return decision.delayMs;
  }

  private async waitInside(failure: CallFailure, delayMs: number): Promise<InvokeLater | undefined> {
    const dueMs = performance.now() + delayMs;
    const leftMs = (): number => Math.max(0, dueMs - performance.now());
    const beforeWait = await this.heartbeats.acknowledge(this.progress);
    if (beforeWait !== 'ours') return this.notOurs(beforeWait, failure, leftMs());
    try {
      await this.context.sleep(leftMs());
    } catch {
      return this.stoppedWaiting(stopOf(this.context) ?? 'lost', failure, leftMs());
    }
    this.progress = { ...this.progress, attempt: this.context.info.attempt - 1 };
    const beforeTry = await this.heartbeats.acknowledge(this.progress);
    if (beforeTry === 'ours') return undefined;
    this.settle(this.progress.counts);
    return this.notOurs(beforeTry, failure, leftMs());
  }

  private async notOurs(
    answer: Exclude<Acknowledgement, 'ours'>,
    failure: CallFailure,
    delayMs: number,
  ): Promise<InvokeLater> {
    if (answer === 'unsure') return this.leave(failure, delayMs);
    // The signal comes with the answer to the SDK's own heartbeat.
    await this.context.cancelled.catch(() => undefined);
    return this.stoppedWaiting(stopOf(this.context) ?? 'lost', failure, delayMs);
  }

  /** A worker that stops is given an attempt all the same: nothing is sent, and the next attempt must not think otherwise. */
  private stoppedAtStart(stop: Stop): InvokeLater {
    this.settle(this.progress.counts);
    this.heartbeats.leave(this.progress);
    if (!this.call.takesLater || stop === 'cancel' || stop === 'lost') throw this.reason();
    return this.later(0);
  }

  /** The attempt has to end right after a call, which was perhaps aborted for it. */
  private stopped(stop: Stop, failure: CallFailure, cut: boolean): never {
    if (stop === 'cancel') {
      if (cut || failure.executed === 'no' || !this.call.finishOnCancel) throw this.cancelled(failure);
      throw this.final(failure, 'cancellation was requested');
    }
    // Counted like a lost worker: the aborted call may have run.
    if (stop === 'shutdown') this.delayOf(failure);
    if (stop === 'reset') this.settle([]);
    this.heartbeats.leave(this.progress);
    throw this.reason();
  }

  /** The attempt has to end while no call is under way and the rules allow another. */
  private stoppedWaiting(stop: Stop, failure: CallFailure, delayMs: number): InvokeLater {
    if (stop === 'cancel') throw this.cancelled(failure);
    if (stop === 'lost') throw this.reason();
    // An operator's reset starts the counts anew.
    if (stop === 'reset') this.settle([]);
    return this.leave(failure, stop === 'reset' ? 0 : delayMs);
  }

  /** Hands the next try over: to Temporal's next attempt or, where there must be none, to the workflow. */
  private leave(failure: CallFailure, delayMs: number): InvokeLater {
    logRetry(this.context.log, this.call.label, failure, { tries: this.progress.tries, delayMs });
    this.heartbeats.leave(this.progress);
    if (!this.call.takesLater) throw retryLater(this.call.label, failure, this.progress, delayMs);
    return this.later(delayMs);
  }

  private later(delayMs: number): InvokeLater {
    const { counts, tries, executed } = this.progress;
    return {
      v: 1,
      retryAfterMs: Math.ceil(delayMs),
      counts,
      tries,
      ...(executed !== undefined && { executed }),
    };
  }

  /** The signal's own error: any other would hide from the SDK why the attempt ended. */
  private reason(): Error {
    return this.context.cancellationSignal.reason as Error;
  }

  private settle(counts: RetryCounts): void {
    this.progress = { ...this.progress, attempt: this.context.info.attempt, counts };
  }

  private cancelled(failure: CallFailure): Error {
    logFailure(this.context.log, this.call.label, failure, { tries: this.progress.tries, why: 'cancelled' });
    return cancelled(this.call.label, failure, this.progress);
  }

  private final(failure: CallFailure, why: string): Error {
    logFailure(this.context.log, this.call.label, failure, { tries: this.progress.tries, why });
    return finalFailure(this.call.label, failure, this.progress, why);
  }
}
