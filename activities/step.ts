import type { Context } from '@temporalio/activity';
import { decide, type RetryCounts } from '../retry';
import { type CallFailure, credentialsRenewed } from './call-failure';
import { Heartbeats } from './heartbeats';
import { logFailure, logRetry } from './log';
import type { PlannedCall } from './planned-call';
import { executedOverall, readProgress, type Progress } from './progress';
import { cancelled, finalFailure, retryLater } from './step-failure';
import { TimeLeft } from './time-left';
import type { InvokeLater, Resume } from './wire';

/** The step as one attempt sees it: what its tries came to so far, and the ways in which it can end. */
export class Step {
  /** The attempt before this one ended in the middle of a call. */
  readonly lost: boolean;
  readonly time: TimeLeft;
  readonly heartbeats: Heartbeats<Progress>;
  #progress: Progress;
  #renewedCredentials = false;

  constructor(
    readonly context: Context,
    readonly call: PlannedCall,
    resume: Resume | undefined,
  ) {
    this.time = new TimeLeft(context.info);
    ({ progress: this.#progress, lost: this.lost } = readProgress(context.info, resume));
    this.heartbeats = new Heartbeats(context, this.#progress);
  }

  get progress(): Progress {
    return this.#progress;
  }

  countTry({ executed: last }: CallFailure): void {
    const executed = executedOverall(this.#progress.executed, last);
    const tries = this.#progress.tries + 1;
    this.#progress = { ...this.#progress, tries, ...(executed !== 'no' && { executed }) };
  }

  /** The wait that the rules ask for, counted; throws where they give up. */
  delayAfter(failure: CallFailure): number {
    if (credentialsRenewed(failure) && !this.#renewedCredentials) {
      // Once in an attempt, and no rule's business: the function did not run, and what was wrong is not there any more.
      this.#renewedCredentials = true;
      this.settle();
      return 0;
    }
    const decision = decide(this.call.rulesFor(failure), this.#progress.counts, failure, {
      delivery: this.call.delivery,
      random: Math.random,
      remainingMs: this.time.untilDeadlineMs(),
    });
    if ('giveUp' in decision) throw this.failed(failure, decision.giveUp);
    this.settle(decision.counts);
    return decision.delayMs;
  }

  /** No call is under way any more: a next attempt finds everything in the counts. */
  settle(counts: RetryCounts = this.#progress.counts): void {
    this.#progress = { ...this.#progress, attempt: this.context.info.attempt, counts };
  }

  /** A call is about to start: a next attempt that finds this must ask what became of it. */
  unsettle(): void {
    this.#progress = { ...this.#progress, attempt: this.context.info.attempt - 1 };
  }

  /** Hands the next try over: to Temporal's next attempt or, where there must be none, to the workflow. */
  leave(failure: CallFailure, delayMs: number): InvokeLater {
    this.logRetry(failure, delayMs);
    this.heartbeats.leave(this.#progress);
    if (!this.call.takesLater) throw retryLater(this.call.label, failure, this.#progress, delayMs);
    return this.later(delayMs);
  }

  later(delayMs: number): InvokeLater {
    const { counts, tries, executed } = this.#progress;
    return {
      v: 1,
      retryAfterMs: Math.ceil(delayMs),
      counts,
      tries,
      ...(executed !== undefined && { executed }),
    };
  }

  cancelled(failure: CallFailure): Error {
    this.logFailure(failure, 'cancelled');
    return cancelled(this.call.label, failure, this.#progress);
  }

  failed(failure: CallFailure, why: string): Error {
    this.logFailure(failure, why);
    return finalFailure(this.call.label, failure, this.#progress, why);
  }

  /** The signal's own error: any other would hide from the SDK why the attempt ended. */
  stopped(): Error {
    return this.context.cancellationSignal.reason as Error;
  }

  logRetry(failure: CallFailure, delayMs: number): void {
    logRetry(this.context.log, this.call.label, failure, { tries: this.#progress.tries, delayMs });
  }

  private logFailure(failure: CallFailure, why: string): void {
    logFailure(this.context.log, this.call.label, failure, { tries: this.#progress.tries, why });
  }
}
