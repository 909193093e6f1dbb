import {
  type Command,
  compile,
  type EngineContext,
  type EngineEvent,
  type JsonValue,
  resume,
  start,
  type Turn,
} from '../../../../asl';
import { EngineClock } from '../../../../asl/calls';
import { detailsOf } from '../../../../workflows/pipeline/view/details';
import type { PipelineView, StateView } from '../../../../workflows/pipeline/view/pipeline-view';
import { RunProgress } from '../../../../asl/progress';
import { viewOf, type ViewedRun } from '../../../../workflows/pipeline/view/view-of';

export const START_MS = Date.parse('2026-01-02T03:04:05.000Z');

type OpenEffect = { readonly command: Command; waiting?: { sinceMs: number; aliveMs: number } };

/** A run of the engine that a test steps by hand and looks at through its view. */
export class WatchedRun {
  nowMs = START_MS;
  readonly open = new Map<number, OpenEffect>();
  progress = new RunProgress(undefined);
  more: Partial<ViewedRun> = {};
  readonly #plan;
  #turn: Turn;

  constructor(definition: object, input: JsonValue = {}) {
    this.#plan = compile(definition);
    this.#turn = this.#take(
      start(this.#plan, input, {
        execution: { id: 'run-1', name: 'first' },
        stateMachine: { id: 'machine-1', name: 'orders' },
        ...this.#context(),
      }),
    );
  }

  succeed(path: string, output: JsonValue = {}, more: object = {}): void {
    this.#resume({ type: 'succeeded', id: this.command(path).id, output, ...more });
  }

  fail(path: string, error: string, cause = 'why'): void {
    this.#resume({ type: 'failed', id: this.command(path).id, error, cause });
  }

  elapse(path: string): void {
    this.#resume({ type: 'elapsed', id: this.command(path).id });
  }

  /** The call was made: its callback is waited for. */
  called(path: string): void {
    const effect = this.open.get(this.command(path).id);
    if (effect !== undefined) effect.waiting = { sinceMs: this.nowMs, aliveMs: this.nowMs };
  }

  /** A run that continues this one, as the next Temporal run does. */
  continueAsNew(): void {
    this.progress = new RunProgress(JSON.parse(JSON.stringify(this.progress.carry())) as never);
  }

  get view(): PipelineView {
    return viewOf(this.#viewed());
  }

  get markdown(): string {
    return detailsOf(this.#viewed());
  }

  state(path: string): StateView | undefined {
    return this.view.states.find((state) => state.path === path);
  }

  command(path: string): Command {
    const effect = [...this.open.values()].find(({ command }) => command.path === path);
    if (effect === undefined) throw new Error(`nothing is under way for ${path}`);
    return effect.command;
  }

  #viewed(): ViewedRun {
    return {
      plan: this.#plan,
      snapshot: this.#turn.snapshot,
      open: this.open,
      paused: false,
      clock: new EngineClock(START_MS, 1, Date.now),
      progress: this.progress,
      input: { name: 'orders' },
      done: this.#turn.done,
      endedMs: this.#turn.done && this.nowMs,
      cancelled: false,
      cutShort: false,
      ...this.more,
    };
  }

  #resume(event: EngineEvent): void {
    if ('id' in event) this.open.delete(event.id);
    this.#turn = this.#take(resume(this.#plan, this.#turn.snapshot, event, this.#context()));
  }

  #take(turn: Turn): Turn {
    for (const command of turn.commands) {
      if (command.type === 'cancel') this.open.delete(command.id);
      else this.open.set(command.id, { command });
    }
    return turn;
  }

  #context(): EngineContext {
    return {
      nowMs: this.nowMs,
      random: () => 0.5,
      uuid: () => '00000000-0000-4000-8000-000000000000',
      watch: (change) => this.progress.take(change, this.nowMs),
    };
  }
}

export const task = (fn: string, more: object = {}) => ({ Type: 'Task', Resource: fn, ...more });
