import type { ApplicationFailure } from '@temporalio/common';
import { noPlaceForKey, withIdempotencyKey } from '../../asl/calls';
import { refusedCall } from '../call-failure';
import { functionLabel } from '../function-label';
import { planCall, type PlannedCall } from '../planned-call';
import { cancelled as cancelledFailure, finalFailure } from '../step-failure';
import { ExpressCall, NEW_CALL } from './express-call';
import type { ExpressAttempt, ExpressWork } from './express-attempt';
import type { CallState, ChainCheckpoint, ChainStep, RunChainRequest } from './wire';

type Done = { readonly output: unknown };

/** Functions one after the other, inside one activity. */
export class ExpressChain implements ExpressWork<Done, ChainCheckpoint> {
  readonly ended: ExpressWork<Done, ChainCheckpoint>['ended'];
  readonly #steps: readonly ChainStep[];
  #step: number;
  #event: unknown;
  #first: CallState;
  #deadlineMs: number | undefined;
  #call: ExpressCall | undefined;
  #draining = false;
  #cancelled = false;

  constructor(
    private readonly attempt: ExpressAttempt,
    { steps, event, checkpoint }: RunChainRequest,
  ) {
    this.#steps = steps;
    this.#step = checkpoint?.step ?? 0;
    this.#event = checkpoint === undefined ? event : checkpoint.event;
    this.#first = checkpoint?.call ?? NEW_CALL;
    this.#deadlineMs = checkpoint?.deadlineMs;
    // Begun once the attempt knows of it.
    this.ended = Promise.resolve().then(() => this.#run());
  }

  /** Values of functions are never changed in place. */
  checkpoint(): ChainCheckpoint {
    const call = this.#call?.state ?? this.#first;
    const deadlineMs = this.#deadlineMs;
    return {
      step: this.#step,
      event: this.#event,
      ...(call !== NEW_CALL && { call }),
      ...(deadlineMs !== undefined && { deadlineMs }),
    };
  }

  drain(): void {
    this.#draining = true;
    this.#call?.hold();
  }

  cut(): void {
    this.#call?.end(true);
  }

  cancel(): void {
    this.#cancelled = true;
    this.#call?.end();
  }

  idleUntilMs(): number | undefined {
    return this.#call?.sending === true ? undefined : this.#call?.state.dueMs;
  }

  async #run(): Promise<{ readonly done: Done } | 'left'> {
    for (;;) {
      const step = this.#steps[this.#step];
      if (step === undefined) return { done: { output: this.#event } };
      const planned = this.#plan(step);
      if (this.#cancelled) throw this.#cancelFailure(planned, this.#first);
      if (this.#draining) return 'left';
      if (step.limitMs !== undefined) this.#deadlineMs ??= Date.now() + step.limitMs;
      this.#call = new ExpressCall(this.attempt, planned, this.#first, this.#deadlineMs);
      const end = await this.#call.run();
      this.#first = this.#call.state;
      if (end === 'ended') {
        if (this.#cancelled) throw this.#cancelFailure(planned, this.#first);
        return 'left';
      }
      if ('failure' in end) throw this.#failed(end.failure, step);
      this.#event = end.reply.output;
      this.#step += 1;
      this.#first = NEW_CALL;
      this.#deadlineMs = undefined;
      this.#call = undefined;
    }
  }

  #plan({ path, key, limitMs: _, ...request }: ChainStep): PlannedCall {
    const label = functionLabel(request.fn);
    const event = key === undefined ? this.#event : withIdempotencyKey(this.#event, key[0], () => key[1]);
    if (key !== undefined && event === undefined)
      throw this.#refusal(label, path, 'INVALID_INPUT', noPlaceForKey(label, key[0]));
    const call = planCall({ v: 1, ...request, event }, this.attempt.shared.known.get(request.fn), false);
    if (call.delivery === 'at-most-once')
      throw this.#refusal(label, path, 'EXPRESS_AT_MOST_ONCE', AT_MOST_ONCE);
    return call;
  }

  #refusal(label: string, path: string, code: string, message: string): ApplicationFailure {
    const progress = { attempt: 0, counts: [], tries: 0 };
    return this.#failed(finalFailure(label, refusedCall(code, message), progress, 'nothing was sent'), {
      path,
    });
  }

  #failed(failure: ApplicationFailure, { path }: { readonly path: string }): ApplicationFailure {
    failure.details?.push({ path });
    return failure;
  }

  #cancelFailure({ label }: PlannedCall, { counts, tries, executed }: CallState): Error {
    const failure = {
      ...refusedCall('CANCELLED', 'the chain was cancelled'),
      executed: executed ?? ('no' as const),
    };
    const progress = { attempt: 0, counts, tries, ...(executed !== undefined && { executed }) };
    return cancelledFailure(label, failure, progress);
  }
}

const AT_MOST_ONCE =
  "at-most-once cannot hold in mode express, which a crash of the worker repeats in parts; use mode 'standard', or delivery 'at-least-once'";
