import { CancellationScope, workflowInfo } from '@temporalio/workflow';
import {
  type EngineContext,
  type EngineEvent,
  type Observation,
  type Plan,
  type Result,
  resume,
  type Snapshot,
  type Turn,
} from '../../asl/run';
import { CANCELLED_EVENT, EngineClock } from '../../asl/calls';
import { CANCELLED } from '../../retry';
import { fitsIntoPayload } from '../event-size';
import { ActivityIds } from './activity-ids';
import { Callbacks } from './callbacks';
import { carriedRun } from './carried-run';
import { Drain } from './drain';
import { EffectScopes } from './effect-scopes';
import { engineContext } from './engine-context';
import { LastCheckpoints } from './last-checkpoint';
import { isHeldBack, type OpenEffect } from './open-effect';
import { TaskRoom } from './task-room';
import type { CarriedEffect, RunEnd, RunSettings } from './pipeline-input';
import { RunProgress } from '../../asl/progress';

/** Starts an effect. */
export type Perform = (run: PipelineRun, effect: CarriedEffect) => void;

/** One Temporal run of a pipeline: steps the engine, and keeps what is under way. */
export class PipelineRun {
  readonly clock: EngineClock;
  readonly keyPrefix: string;
  readonly open = new Map<number, OpenEffect>();
  readonly callbacks: Callbacks;
  readonly activityIds = new ActivityIds(() => this.room.freed());
  readonly lastCheckpoints = new LastCheckpoints();
  readonly room = new TaskRoom(this);
  readonly progress: RunProgress;
  /** How the machine ended, and when on the workflow's clock. */
  done: Result | undefined;
  endedMs: number | undefined;
  #snapshot: Snapshot | undefined;
  #held: CarriedEffect[] = [];
  #paused: boolean;
  readonly #drain = new Drain();
  #cancelled = false;
  #cutShort = false;
  readonly #beforeCancel = new Set<number>();
  /** Events that came while the commands of another were being started. */
  readonly #events: { readonly event: EngineEvent; readonly last: boolean }[] = [];
  #taking = false;
  /**
   * Run the machine within it: what its own states start, one after the other, shares it. A scope costs six promises of
   * 55 µs each.
   */
  readonly scope = new CancellationScope();
  readonly #effects = new EffectScopes();
  readonly #whole = CancellationScope.current();
  #end!: (end: RunEnd) => void;
  #fail!: (error: unknown) => void;
  readonly ended: Promise<RunEnd>;

  constructor(
    readonly input: RunSettings,
    readonly plan: Plan,
    readonly perform: Perform,
    readonly observe?: (observation: Observation) => void,
  ) {
    const { carried, timeScale = 1, keyPrefix, startedMs } = input;
    this.clock = new EngineClock(carried?.startedMs ?? startedMs ?? Date.now(), timeScale, Date.now);
    this.keyPrefix = carried?.keyPrefix ?? keyPrefix ?? workflowInfo().firstExecutionRunId;
    this.#paused = carried?.paused === true;
    this.callbacks = new Callbacks(carried?.usedCallbacks);
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

  /** @param first the first turn of a run that continues no other */
  begin(first: (context: EngineContext) => Turn): void {
    const { carried } = this.input;
    if (carried === undefined) {
      this.#take(first(engineContext(this)));
    } else {
      this.#snapshot = carried.snapshot;
      this.#drain.carried(carried.open.length);
      this.#taking = true;
      for (const effect of carried.open) this.#start(effect);
      this.#taking = false;
    }
    this.#takeEvents();
  }

  /** Takes an effect's event. The engine passes over events of effects that are not under way. */
  deliver(event: EngineEvent): void {
    this.#deliver(event, 'id' in event && this.#beforeCancel.delete(event.id));
  }

  /** No further effect is started until `unpause`; those under way go on. */
  pause(): void {
    this.#paused = true;
    for (const { pause } of this.open.values()) pause?.(true);
    this.grew();
  }

  unpause(): void {
    this.#paused = false;
    for (const { pause } of Array.from(this.open.values())) pause?.(false);
    this.grew();
    this.startHeld();
  }

  /** Starts what was held, as far as nothing holds it any more; what that comes to at once is taken after all of it. */
  startHeld(): void {
    if (this.#snapshot === undefined || this.done !== undefined) return;
    const taking = this.#taking;
    this.#taking = true;
    for (const effect of this.#held.splice(0)) this.#start(effect);
    this.#taking = taking;
    if (!taking) this.#takeEvents();
  }

  /**
   * Tells everything under way that the run is cancelled. A call says itself what became of it; what catches that may
   * clean up. Whatever was to follow a step that still succeeds is not begun.
   */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#paused = false;
    // What cleans up is done in this run: the next one would not know that it was cancelled.
    this.#drain.end();
    // What is held from now on cleans up.
    const held = this.#held.splice(0);
    this.deliver({ type: 'cancel' });
    for (const [id, { command, cancel, carries, reports }] of Array.from(this.open)) {
      // What cleans up has the machine's time limit, too.
      if (command.type === 'wait' && command.why === 'machine-timeout') continue;
      this.#beforeCancel.add(id);
      cancel();
      if (carries && reports !== true) this.#refuse(id);
    }
    for (const effect of held) this.#cancelHeld(effect);
  }

  /** Of an express batch that is between two activities the items may have something to clean up. */
  #cancelHeld(effect: CarriedEffect): void {
    const { command, left } = effect;
    if (left === undefined) {
      this.#refuse(command.id);
      return;
    }
    this.#beforeCancel.add(command.id);
    this.#start({ ...effect, left: { ...left, dueMs: 0 } });
  }

  /** It was under way when the run was cancelled, and has not said yet what became of it. */
  wasToldToEnd(id: number): boolean {
    return this.#beforeCancel.has(id);
  }

  /** Something was ended, or not begun, because of the cancellation. */
  get cutShort(): boolean {
    return this.#cutShort;
  }

  /** The same inside an effect that runs elsewhere. */
  wasCutShort(): void {
    this.#cutShort = true;
  }

  /** Runs an effect that can be ended by itself, also after the whole run was cancelled. */
  inScope<T>(body: () => Promise<T>): { readonly promise: Promise<T>; readonly cancel: () => void } {
    return this.#effects.run(body);
  }

  /** An effect that is under way can be carried now. */
  nowCarries(effect: OpenEffect): void {
    effect.carries = true;
    this.#continueIfDrained();
  }

  /** The history has grown without a turn of the engine. */
  grew(): void {
    this.#drainIfSuggested();
    this.#continueIfDrained();
  }

  #refuse(id: number): void {
    this.#cutShort = true;
    this.#deliver({ ...CANCELLED_EVENT, id }, true);
  }

  #deliver(event: EngineEvent, last: boolean): void {
    this.#events.push({ event, last });
    if (!this.#taking) this.#takeEvents();
  }

  #takeEvents(): void {
    let ended = false;
    try {
      for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) {
        if (this.#snapshot === undefined || this.done !== undefined) return;
        const { event, last } = next;
        if ('id' in event) this.open.delete(event.id);
        ended = true;
        if (event.type === 'failed' && event.error === CANCELLED) this.#cutShort = true;
        this.#take(resume(this.plan, this.#snapshot, event, engineContext(this)), last);
      }
      if (ended) this.room.freed();
      this.#continueIfDrained();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param last nothing follows but what a catcher asks for: the run was cancelled */
  #take({ snapshot, commands, caught, cutShort, done }: Turn, last = false): void {
    this.#snapshot = snapshot;
    this.#cutShort ||= cutShort === true;
    this.#taking = true;
    for (const command of commands) {
      if (last && command.type !== 'cancel' && caught?.has(command.id) !== true) this.#refuse(command.id);
      else this.#start({ command });
    }
    this.#taking = false;
    if (done !== undefined) {
      this.done = done;
      this.endedMs = Date.now();
      this.#events.length = 0;
      this.#end({ done });
      return;
    }
    this.#drainIfSuggested();
  }

  #drainIfSuggested(): void {
    if (!this.#cancelled) this.#drain.look();
  }

  #start(effect: CarriedEffect): void {
    const { command } = effect;
    if (command.type === 'cancel') {
      this.#held = this.#held.filter((held) => held.command.id !== command.id);
      this.#beforeCancel.delete(command.id);
      this.open.get(command.id)?.cancel();
      this.open.delete(command.id);
    } else if (isHeldBack(effect, this.#drain.isOn, this.#paused) || !this.room.takes(effect)) {
      this.#held.push(effect);
    } else {
      this.perform(this, effect);
    }
  }

  get #drained(): boolean {
    if (!this.#drain.isOn || this.room.isAwaited || this.#snapshot === undefined || this.done !== undefined)
      return false;
    return [...this.open.values()].every(({ carries }) => carries);
  }

  /**
   * Nothing new was started since; once only waits and callbacks are open, they go into the next run. What came together
   * with the last event (reports, callbacks, a cancellation) is taken first: the next run would never see it.
   */
  #continueIfDrained(): void {
    if (this.#drained)
      Promise.resolve()
        .then(() => this.#handOver())
        .catch(this.#fail);
  }

  #handOver(): void {
    if (!this.#drained || this.#snapshot === undefined || this.#whole.consideredCancelled) return;
    const carried = carriedRun(this, this.#snapshot, this.#held);
    if (fitsIntoPayload({ ...this.input, carried })) {
      this.open.clear();
      this.#snapshot = undefined;
      this.#end({ carried });
    } else {
      this.#drain.stay();
      this.startHeld();
    }
  }
}
