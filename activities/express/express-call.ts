import { setTimeout as sleep } from 'node:timers/promises';
import type { ApplicationFailure } from '@temporalio/common';
import { decide } from '../../retry';
import { type CallFailure, credentialsRenewed, postponedCall } from '../call-failure';
import { logFailure, logRetry } from '../log';
import { sendOnce } from '../one-try';
import type { PlannedCall } from '../planned-call';
import { executedOverall } from '../progress';
import { CallPostponed } from '../protection/call-postponed';
import type { EndTurn } from '../protection/protection';
import { recordedTry } from '../recorded-try';
import { replyOf } from '../reply';
import { finalFailure } from '../step-failure';
import type { InvokeReply } from '../wire';
import type { ExpressAttempt } from './express-attempt';
import type { CallState } from './wire';

export type CallEnd =
  | { readonly reply: InvokeReply }
  | { readonly failure: ApplicationFailure }
  /** Ended from outside: nobody asks for it any more, or a later attempt makes it. */
  | 'ended';

export const NEW_CALL: CallState = { counts: [], tries: 0 };

/**
 * One call inside an express activity: its tries and the waits between them, by the same rules as a step of its own. Its
 * `state` is what a later attempt goes on from.
 */
export class ExpressCall {
  readonly #cut = new AbortController();
  readonly #waiting = new AbortController();
  #state: CallState;
  #sending = false;
  #renewedCredentials = false;

  /** @param state of a call that was begun in an earlier attempt: one that was under way there may have run */
  constructor(
    private readonly attempt: ExpressAttempt,
    private readonly call: PlannedCall,
    { begun, ...state }: CallState,
    private readonly deadlineMs = Infinity,
  ) {
    this.#state = begun === true ? { ...state, executed: state.executed ?? 'maybe' } : state;
  }

  get state(): CallState {
    return this.#sending ? { ...this.#state, begun: true } : this.#state;
  }

  /** A request is on its way. */
  get sending(): boolean {
    return this.#sending;
  }

  /** Makes no further try; one under way ends first. */
  hold(): void {
    this.#waiting.abort();
  }

  /** Ends a try under way, too, unless the call is to be finished. */
  end(force = false): void {
    this.#waiting.abort();
    if (force || !this.call.finishOnCancel) this.#cut.abort();
  }

  async run(): Promise<CallEnd> {
    for (;;) {
      const turn = await this.#turn();
      if (turn === 'ended') return turn;
      if (typeof turn !== 'function') return { failure: turn };
      const outcome = await this.#try(turn);
      if ('invocation' in outcome) return { reply: replyOf(outcome.invocation, this.#state) };
      const failure = this.#afterFailure(outcome.failure, outcome.cut);
      if (failure !== undefined) return failure;
    }
  }

  /** Waits until the next try is due and may be sent. A call that is put off costs no try and is counted by no rule. */
  async #turn(): Promise<EndTurn | ApplicationFailure | 'ended'> {
    const { signal } = this.#waiting;
    for (;;) {
      try {
        const waitMs = (this.#state.dueMs ?? 0) - Date.now();
        if (waitMs > 0) await sleep(waitMs, undefined, { signal });
        const open = this.attempt.untilOpen();
        if (open !== undefined) await open;
        if (signal.aborted) return 'ended';
        const turn = await this.attempt.shared.protection.turn(this.call.label, signal);
        if (!signal.aborted) return turn;
        turn('unsent');
        return 'ended';
      } catch (error) {
        if (signal.aborted) return 'ended';
        if (!(error instanceof CallPostponed)) throw error;
        // Whoever only waits for a permit stands in line again: there is no slot to free for others meanwhile.
        const delayMs = error.group === 'Throttled' ? 0 : error.delayMs;
        const failure = postponedCall(error);
        if (Date.now() + delayMs >= this.deadlineMs) return this.#failed(failure, 'its deadline is sooner');
        if (delayMs > 0) this.#wait(failure, delayMs);
      }
    }
  }

  async #try(endTurn: EndTurn): ReturnType<typeof recordedTry> {
    const { context, client, maxOutputBytes } = this.attempt.shared;
    const { call } = this;
    const { dueMs: _, ...state } = this.#state;
    this.#state = state;
    this.#sending = true;
    const timeoutMs = Math.max(1, Math.min(call.timeoutMs, this.deadlineMs - Date.now()));
    try {
      return await recordedTry({ context, call, tries: state.tries, maxOutputBytes, endTurn }, () =>
        sendOnce(client, call, this.#cut.signal, timeoutMs),
      );
    } finally {
      this.#sending = false;
    }
  }

  /** What the failed try comes to; `undefined`: there is another. */
  #afterFailure(failure: CallFailure, cut: boolean): CallEnd | undefined {
    const executed = executedOverall(this.#state.executed, failure.executed);
    // A call that was cut is made again by whoever goes on: it is no try that the rules have seen.
    const tries = this.#state.tries + (cut ? 0 : 1);
    this.#state = { ...this.#state, tries, ...(executed !== 'no' && { executed }) };
    if (cut) return 'ended';
    // Once, for the credentials of the next call are others; no rule counts it.
    if (credentialsRenewed(failure) && !this.#renewedCredentials) {
      this.#renewedCredentials = true;
      return undefined;
    }
    const decision = decide(this.call.rulesFor(failure), this.#state.counts, failure, {
      delivery: 'at-least-once',
      random: Math.random,
      remainingMs: this.deadlineMs - Date.now(),
    });
    if ('giveUp' in decision) return { failure: this.#failed(failure, decision.giveUp) };
    this.#state = { ...this.#state, counts: decision.counts };
    this.#wait(failure, decision.delayMs);
    return undefined;
  }

  #wait(failure: CallFailure, delayMs: number): void {
    logRetry(this.attempt.shared.context.log, this.call.label, failure, {
      tries: this.#state.tries,
      delayMs,
    });
    const error = failure.names[0];
    this.#state = { ...this.#state, dueMs: Date.now() + delayMs, ...(error !== undefined && { error }) };
    this.attempt.waits();
  }

  #failed(failure: CallFailure, why: string): ApplicationFailure {
    const { counts, tries, executed } = this.#state;
    logFailure(this.attempt.shared.context.log, this.call.label, failure, { tries, why });
    const progress = { attempt: 0, counts, tries, ...(executed !== undefined && { executed }) };
    return finalFailure(this.call.label, failure, progress, why);
  }
}
