import type { CallbackAnswer, CallbackMessage } from '../../activities/callbacks/wire';
import type { EngineEvent } from '../../asl/run';
import type { PipelineRun } from './pipeline-run';

/** The callbacks of one run. */
export class Callbacks {
  readonly #early = new Map<number, EngineEvent>();
  readonly #used = new Set<number>();

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
