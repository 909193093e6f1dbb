import { CancellationScope, condition, proxyActivities, sleep } from '@temporalio/workflow';
import type {
  Checkpoint,
  ExpressActivities,
  ExpressEnd,
  RunExpressRequest,
  RunReply,
} from '../../activities/express/wire';
import type { EngineClock } from '../../asl/calls';
import { RunProgress } from '../../asl/progress';
import type { Plan, Result } from '../../asl/run';
import { ActivityPause } from './activity-pause';
import { expressActivity } from './express-activity';
import { leftByCancelled } from './left-by-cancelled';
import type { PipelineInput } from './pipeline-input';
import type { ViewedExpress } from './view/express-view';

/** A pipeline in mode `express`, as its workflow sees it: activities, and what the workflow does between two of them. */
export class ExpressPipeline implements ViewedExpress {
  readonly #name: string;
  readonly #scope = CancellationScope.current();
  #rounds = 0;
  #paused = false;
  #pause: ActivityPause | undefined;
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
    });
  }

  get isUnderWay(): boolean {
    return this.#pause !== undefined;
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
    this.#pause?.set(true);
  }

  unpause(): void {
    this.#paused = false;
    this.#pause?.set(false);
  }

  /** One activity. */
  perform(request: RunExpressRequest): Promise<RunReply> {
    const round = ++this.#rounds;
    const id = round === 1 ? this.#name : `${this.#name}~${round}`;
    const { runExpress } = proxyActivities<ExpressActivities>(
      expressActivity(id, this.#name, this.input.priority),
    );
    this.#cleansUp = request.cancelled === true;
    this.#pause = new ActivityPause(id, this.#name);
    return this.#shielded(() => runExpress(request));
  }

  /** What is known of where an activity stood that was cancelled and is gone; throws any other failure. */
  leftBy(error: unknown, request: RunExpressRequest): RunReply {
    const checkpoint = this.cancelled && !this.#cleansUp ? leftByCancelled(error, request) : undefined;
    if (checkpoint === undefined) throw error;
    return { v: 1, checkpoint };
  }

  end({ done, cutShort, progress }: ExpressEnd<Result>): void {
    this.done = done;
    this.cutShort = cutShort === true;
    this.progress = new RunProgress(progress);
    this.endedMs = Date.now();
  }

  /** Waits so long, and for the end of a pause; a cancellation ends both. */
  async wait(ms: number): Promise<void> {
    this.#pause = undefined;
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
