import { CancellationScope, uuid4, workflowInfo } from '@temporalio/workflow';
import {
  type Command,
  type EngineContext,
  type EngineEvent,
  type Observation,
  type Plan,
  type Result,
  resume,
  type Snapshot,
  type StateChange,
  start,
  type Turn,
} from '../../asl/run';
import { CANCELLED } from '../../retry';
import { Callbacks } from './callbacks';
import { EngineClock } from './engine-clock';
import { CANCELLED_EVENT } from './failure-event';
import type { CallbackWait, CarriedEffect, CarriedRun, PipelineInput } from './pipeline-input';
import { RunProgress } from './view/run-progress';

/** An effect under way. */
export interface OpenEffect {
  readonly command: Command;
  /** Ends it; its event will not be taken. */
  readonly cancel: () => void;
  /** A run that continues as new takes it along and starts it again: it needs not to end first. */
  readonly carries: boolean;
  /** The call was made: a callback is waited for. */
  waiting?: CallbackWait;
}

export type RunEnd = { readonly done: Result } | { readonly carried: CarriedRun };

/** Starts an effect. */
export type Perform = (run: PipelineRun, command: Command, waiting?: CallbackWait) => void;

/** One Temporal run of a pipeline: steps the engine, and keeps what is under way. */
export class PipelineRun {
  readonly clock: EngineClock;
  readonly keyPrefix: string;
  readonly open = new Map<number, OpenEffect>();
  readonly callbacks = new Callbacks();
  readonly progress: RunProgress;
  /** How the machine ended, and when on the workflow's clock. */
  done: Result | undefined;
  endedMs: number | undefined;
  #snapshot: Snapshot | undefined;
  #held: CarriedEffect[] = [];
  #paused: boolean;
  #draining = false;
  #cancelled = false;
  #cutShort = false;
  readonly #beforeCancel = new Set<number>();
  /**
   * Run the machine within it: what its own states start, one after the other, shares it. A scope costs six promises of
   * 55 µs each.
   */
  readonly scope = new CancellationScope();
  /** Around all other effects: a cancellation of the workflow reaches them through `cancel`. */
  #shield: CancellationScope | undefined;
  #end!: (end: RunEnd) => void;
  #fail!: (error: unknown) => void;
  readonly ended: Promise<RunEnd>;

  constructor(
    readonly input: PipelineInput,
    readonly plan: Plan,
    readonly perform: Perform,
    readonly observe?: (observation: Observation) => void,
    /** Called after each turn. */
    readonly afterTurn?: (run: PipelineRun) => void,
  ) {
    const { carried, timeScale = 1 } = input;
    const { firstExecutionRunId } = workflowInfo();
    this.clock = new EngineClock(carried?.startedMs ?? Date.now(), timeScale);
    this.keyPrefix = carried?.keyPrefix ?? firstExecutionRunId;
    this.#paused = carried?.paused === true;
    this.progress = new RunProgress(carried?.progress);
    this.ended = new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#fail = reject;
    });
  }

  get paused(): boolean {
    return this.#paused;
  }

  get snapshot(): Snapshot | undefined {
    return this.#snapshot;
  }

  /** The run was asked to end; what cleans up after that still runs. */
  get cancelled(): boolean {
    return this.#cancelled;
  }

  begin(): void {
    const { carried, input, name = 'pipeline' } = this.input;
    if (carried !== undefined) {
      this.#snapshot = carried.snapshot;
      for (const { command, waiting } of carried.open) this.#start(command, waiting);
      return;
    }
    const { workflowId, firstExecutionRunId } = workflowInfo();
    this.#take(
      start(this.plan, input === undefined ? {} : input, {
        ...this.#context(),
        execution: { id: `${workflowId}:${firstExecutionRunId}`, name: workflowId },
        stateMachine: { id: name, name },
      }),
    );
  }

  /** Takes an effect's event. The engine passes over events of effects that are not under way. */
  deliver(event: EngineEvent): void {
    if (this.#snapshot === undefined) return;
    if ('id' in event) this.open.delete(event.id);
    if (event.type === 'failed' && event.error === CANCELLED) this.#cutShort = true;
    const last = event.type === 'succeeded' && this.#beforeCancel.delete(event.id);
    try {
      this.#take(resume(this.plan, this.#snapshot, event, this.#context()), last);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** No further effect is started until `unpause`; those under way go on. */
  pause(): void {
    this.#paused = true;
  }

  unpause(): void {
    this.#paused = false;
    for (const { command, waiting } of this.#held.splice(0)) this.#start(command, waiting);
    this.#continueIfDrained();
  }

  /**
   * Tells everything under way that the run is cancelled. A call says itself what became of it; what catches that may
   * clean up. Whatever was to follow a step that still succeeds is not begun.
   */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#paused = false;
    for (const [id, { cancel, carries }] of Array.from(this.open)) {
      this.#beforeCancel.add(id);
      cancel();
      if (carries) this.#refuse(id);
    }
    for (const { command } of this.#held.splice(0)) this.#refuse(command.id);
  }

  /** Something was ended, or not begun, because of the cancellation. */
  get cutShort(): boolean {
    return this.#cutShort;
  }

  /**
   * Whether an effect at the path can be ended with the run's scope alone: nothing else goes on beside it, as it does
   * beside branches and items, and the scope was not cancelled yet.
   */
  sharesScope(path: string): boolean {
    return (
      CancellationScope.current() === this.scope && !this.scope.consideredCancelled && !/[[<]/.test(path)
    );
  }

  /** Runs an effect that can be ended by itself, also after the whole run was cancelled. */
  inScope<T>(body: () => Promise<T>): { readonly promise: Promise<T>; readonly cancel: () => void } {
    this.#shield ??= new CancellationScope({ cancellable: false });
    const scope = new CancellationScope({ cancellable: true, parent: this.#shield });
    return { promise: scope.run(body), cancel: () => scope.cancel() };
  }

  #refuse(id: number): void {
    this.#cutShort = true;
    this.deliver({ ...CANCELLED_EVENT, id });
  }

  /** @param last nothing follows: the run was cancelled */
  #take({ snapshot, commands, done }: Turn, last = false): void {
    this.#snapshot = snapshot;
    for (const command of commands) {
      if (last && command.type !== 'cancel') this.#refuse(command.id);
      else this.#start(command);
    }
    if (done !== undefined) {
      this.done = done;
      this.endedMs = Date.now();
      this.afterTurn?.(this);
      this.#end({ done });
      return;
    }
    this.afterTurn?.(this);
    this.#draining ||= workflowInfo().continueAsNewSuggested && !this.#cancelled;
    this.#continueIfDrained();
  }

  #start(command: Command, waiting?: CallbackWait): void {
    if (command.type === 'cancel') {
      this.#held = this.#held.filter((held) => held.command.id !== command.id);
      this.open.get(command.id)?.cancel();
      this.open.delete(command.id);
    } else if (this.#draining || (this.#paused && command.type !== 'wait')) {
      this.#held.push({ command, ...(waiting && { waiting }) });
    } else {
      this.perform(this, command, waiting);
    }
  }

  /** Nothing new was started since; once only waits and callbacks are open, they go into the next run. */
  #continueIfDrained(): void {
    if (!this.#draining || this.#snapshot === undefined) return;
    const open = [...this.open.values()];
    if (open.some(({ carries }) => !carries)) return;
    for (const { cancel } of open) cancel();
    this.open.clear();
    this.#end({
      carried: {
        snapshot: this.#snapshot,
        open: [
          ...open.map(({ command, waiting }) => ({ command, ...(waiting && { waiting }) })),
          ...this.#held,
        ],
        keyPrefix: this.keyPrefix,
        startedMs: this.clock.startedMs,
        progress: this.progress.carry(),
        ...(this.#paused && { paused: true as const }),
      },
    });
    this.#snapshot = undefined;
  }

  #context(): EngineContext {
    const { observe } = this;
    return {
      nowMs: this.clock.nowMs(),
      random: Math.random,
      uuid: uuid4,
      taskToken: ({ path, id }) => this.taskToken(path, id),
      watch: this.#watch,
      ...(observe !== undefined && { observe }),
    };
  }

  readonly #watch = (change: StateChange): void => this.progress.take(change, this.clock.nowMs());

  /** Unsigned: the worker signs it on its way into the event, so that no key is in workflow code or histories. */
  taskToken(path: string, id: number): string {
    const { workflowId } = workflowInfo();
    const fields = [workflowId, this.keyPrefix, path, String(id)];
    return `tfg1:${fields.map(encodeURIComponent).join(':')}:`;
  }
}
