import { CancelledFailure } from '@temporalio/common';
import { CancellationScope, condition, isCancellation, sleep } from '@temporalio/workflow';
import type { Checkpoint, ExpressEnd, RunExpressRequest, RunReply } from '../../activities/express/wire';
import type { EngineClock } from '../../asl/calls';
import { RunProgress } from '../../asl/progress';
import type { Plan, Result } from '../../asl/run';
import { EffectScopes } from './effect-scopes';
import { ExpressRound } from './express-round';
import { failedEvent } from './failure-event';
import { LastCheckpoints } from './last-checkpoint';
import type { PipelineInput } from './pipeline-input';
import type { ViewedExpress } from './view/express-view';

/** A pipeline in mode `express`, as its workflow sees it: activities, and what the workflow does between two of them. */
export class ExpressPipeline implements ViewedExpress {
  readonly #name: string;
  readonly #scope = CancellationScope.current();
  readonly #scopes = new EffectScopes();
  readonly #lastCheckpoints = new LastCheckpoints();
  #rounds = 0;
  #round: ExpressRound | undefined;
  #paused = false;
  /** What is run after a cancellation is shielded from it. */
  #cleansUp = false;
  /** Where the last activity left it. */
  checkpoint: Checkpoint | undefined;
  done: Result | undefined;
  endedMs: number | undefined;
  cutShort = false;
  progress: RunProgress | undefined;

  constructor(
    readonly input: PipelineInput,
    readonly plan: Plan,
    readonly clock: EngineClock,
  ) {
    this.#name = input.name ?? 'pipeline';
    this.checkpoint = input.express?.checkpoint;
    // A pause that comes later is one of what cleans up.
    this.#scope.cancelRequested.catch(() => {
      this.#paused = false;
      return this.#round?.cancel(true);
    });
  }

  get isUnderWay(): boolean {
    return this.#round !== undefined;
  }

  get paused(): boolean {
    return this.#paused;
  }

  get cancelled(): boolean {
    return this.#scope.consideredCancelled;
  }

  /** Starts no further step until `unpause`; calls under way end. */
  pause(): void {
    this.#paused = true;
    this.#round?.setPause(true);
  }

  unpause(): void {
    this.#paused = false;
    this.#round?.setPause(false);
  }

  /** One activity. Of one that was cancelled and is gone the reply is what is known of where it stood. */
  async perform(request: RunExpressRequest): Promise<RunReply> {
    this.#cleansUp = request.cancelled === true;
    if (this.cancelled && !this.#cleansUp) {
      const { checkpoint } = request;
      if (checkpoint !== undefined) return { v: 1, checkpoint };
      throw this.#failed(new CancelledFailure('The pipeline was cancelled.'));
    }
    const number = ++this.#rounds;
    const id = number === 1 ? this.#name : `${this.#name}~${number}`;
    const { priority } = this.input;
    // What cleans up is not cancelled any more.
    const inScope: EffectScopes['run'] = (body) =>
      this.#cleansUp ? { promise: this.#shielded(body), cancel: () => {} } : this.#scopes.run(body);
    const round = new ExpressRound(
      inScope,
      id,
      this.#name,
      priority,
      this.#lastCheckpoints,
      ({ runExpress }) => runExpress(request),
    );
    this.#round = round;
    try {
      return await round.reply;
    } catch (error) {
      const checkpoint = round.leftBy(error, request);
      if (checkpoint === undefined) throw this.#failed(error);
      return { v: 1, checkpoint };
    } finally {
      this.#round = undefined;
      round.ended();
    }
  }

  end({ done, cutShort, progress }: ExpressEnd<Result>): void {
    this.done = done;
    this.cutShort = cutShort === true;
    this.progress = new RunProgress(progress ?? this.checkpoint?.progress);
    this.endedMs = Date.now();
  }

  /** It ends with that, and not as its states would have it. */
  #failed(error: unknown): unknown {
    const { type: _, ...problem } = failedEvent(error, this);
    this.end({
      done: { status: 'FAILED', ...problem },
      ...(this.cancelled && isCancellation(error) && { cutShort: true }),
    });
    return error;
  }

  /** Waits so long, and for the end of a pause; a cancellation ends both. */
  async wait(ms: number): Promise<void> {
    try {
      if (ms > 0) await this.#shielded(() => sleep(ms, { summary: `${this.#name} waits` }));
    } catch (error) {
      if (!this.cancelled) throw error;
    }
    if (this.paused) await CancellationScope.nonCancellable(() => condition(() => !this.paused));
  }

  #shielded<T>(body: () => Promise<T>): Promise<T> {
    return this.#cleansUp ? CancellationScope.nonCancellable(body) : body();
  }
}
