import type { CallbackAnswer, CallbackMessage } from '../../activities/callbacks/wire';
import type { EngineEvent } from '../../asl/run';
import type { PipelineRun } from './pipeline-run';

/** Who sends a callback twice does so soon: of older ones the next Temporal run need not know. */
const MOST_CARRIED = 1000;

/** The callbacks of one run. */
export class Callbacks {
  readonly #early = new Map<number, EngineEvent>();
  readonly #used: Set<number>;

  /** @param used ids of those that the Temporal runs before have taken */
  constructor(used: readonly number[] = []) {
    this.#used = new Set(used);
  }

  /** What the next Temporal run has to know: ids of those taken, the last ones. */
  carry(): readonly number[] {
    return [...this.#used].slice(-MOST_CARRIED);
  }

  /** A callback that came before the answer of the call that it belongs to. */
  takeEarly(id: number): EngineEvent | undefined {
    const event = this.#early.get(id);
    this.#early.delete(id);
    return event;
  }

  take(run: PipelineRun, { id, path, run: first, outcome }: CallbackMessage): CallbackAnswer {
    // An id counts in one chain of runs; a workflow id can be used again.
    if (first !== undefined && first !== run.keyPrefix) return 'stale';
    if (this.#used.has(id)) return 'repeated';
    const effect = run.open.get(id);
    if (
      effect?.command.type !== 'invoke' ||
      effect.command.path !== path ||
      effect.command.token === undefined
    )
      return 'stale';
    if ('heartbeat' in outcome) {
      if (effect.waiting !== undefined) effect.waiting = { ...effect.waiting, aliveMs: run.clock.nowMs() };
      run.grew();
      return 'accepted';
    }
    this.#used.add(id);
    const event: EngineEvent =
      'output' in outcome
        ? { type: 'succeeded', id, output: outcome.output }
        : { type: 'failed', id, error: outcome.error ?? null, cause: outcome.cause ?? null };
    if (effect.waiting === undefined) {
      this.#early.set(id, event);
    } else {
      effect.cancel();
      run.deliver(event);
    }
    return 'accepted';
  }
}
