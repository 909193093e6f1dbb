import type { EngineEvent, JsonValue } from '../../asl/run';
import type { PipelineRun } from './pipeline-run';

/** What a callback says of a task: as the update `callback` of a pipeline takes it. */
export interface CallbackMessage {
  /** The command that the token names. */
  readonly id: number;
  readonly path: string;
  readonly outcome:
    | { readonly output: JsonValue }
    | { readonly error?: string | null; readonly cause?: string | null }
    | { readonly heartbeat: true };
}

/** `stale`: the task goes on no more, or not with this token. `repeated`: this token was used before. */
export type CallbackAnswer = 'accepted' | 'stale' | 'repeated';

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

  take(run: PipelineRun, { id, path, outcome }: CallbackMessage): CallbackAnswer {
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
