import {
  type Command,
  type EngineContext,
  type EngineEvent,
  type Plan,
  type Result,
  resume,
  type Snapshot,
  type StateChange,
  type Turn,
} from '../../asl/run';
import { CANCELLED_EVENT, type EngineClock } from '../../asl/calls';
import { RunProgress } from '../../asl/progress';
import { CANCELLED } from '../../retry';
import type { ExpressAttempt, ExpressWork } from './express-attempt';
import type { CallState, Checkpoint, OpenCommand } from './wire';

type Effective = OpenCommand['command'];

/** An effect under way inside an express activity. */
export interface ExpressEffect {
  /** Settles with the effect's event; `undefined`: it was ended from outside. */
  readonly event: Promise<EngineEvent | undefined>;
  /** When it ends by itself, where it only waits (milliseconds since the epoch). */
  readonly dueMs?: () => number | undefined;
  /** What a later attempt needs to know of it. */
  readonly call?: () => CallState;
  /** Begins nothing further. */
  hold(): void;
  /** Ends it now. */
  end(): void;
}

export type PerformExpress = (run: ExpressRun, open: OpenCommand) => ExpressEffect;

/** A state machine, or a chunk of a map's items, inside one activity: the counterpart of a pipeline's run in a workflow. */
export class ExpressRun implements ExpressWork<Result, Checkpoint> {
  readonly ended: ExpressWork<Result, Checkpoint>['ended'];
  /** For the view. */
  progress = new RunProgress(undefined);
  readonly #open = new Map<number, { readonly command: Effective; readonly effect: ExpressEffect }>();
  /** Commands that were not begun, or not finished: another attempt's. */
  #held: OpenCommand[] = [];
  readonly #beforeCancel = new Set<number>();
  readonly #events: { readonly event: EngineEvent; readonly last: boolean }[] = [];
  #snapshot!: Snapshot;
  #running = 0;
  #taking = false;
  #draining = false;
  #cancelled = false;
  #cutShort = false;
  #resolve!: (end: Awaited<ExpressWork<Result, Checkpoint>['ended']>) => void;
  #reject!: (error: unknown) => void;

  constructor(
    readonly plan: Plan,
    readonly clock: EngineClock,
    /** Idempotency keys are `keyPrefix/path`. */
    readonly keyPrefix: string,
    readonly attempt: ExpressAttempt,
    private readonly perform: PerformExpress,
  ) {
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  begin(first: Checkpoint | ((context: EngineContext) => Turn)): void {
    if (typeof first === 'function') {
      this.#take(first(this.#context()));
    } else {
      this.#goOn(first);
    }
    this.#next();
  }

  checkpoint(): Checkpoint {
    const open = [...this.#open].map(([id, { command, effect }]): OpenCommand => {
      const call = effect.call?.();
      return {
        command,
        ...(call !== undefined && { call }),
        ...(this.#beforeCancel.has(id) && { cancelled: true }),
      };
    });
    return JSON.parse(
      JSON.stringify({
        snapshot: this.#snapshot,
        open: [...open, ...this.#held],
        ...(this.#cancelled && { cancelled: true }),
        ...(this.#cutShort && { cutShort: true }),
        progress: this.progress.carry(),
      } satisfies Checkpoint),
    ) as Checkpoint;
  }

  drain(): void {
    this.#draining = true;
    for (const { effect } of this.#open.values()) effect.hold();
    this.#endIfDrained();
  }

  cut(): void {
    for (const { effect } of this.#open.values()) effect.end();
  }

  /**
   * Tells everything under way that the run is cancelled. What catches that may clean up; whatever was to follow a step
   * that still succeeds is not begun.
   */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    const open = [...this.#open].filter(([, { command }]) => !isTimeLimit(command));
    for (const [id] of open) this.#beforeCancel.add(id);
    this.#deliver({ type: 'cancel' });
    for (const [, { effect }] of open) effect.end();
    this.#held = this.#held.map((held) =>
      isTimeLimit(held.command) ? held : { ...held, cancelled: true as const },
    );
  }

  /** A chunk that writes the results of its items keeps none that is written. */
  get shrinks(): boolean {
    return this.#snapshot.threads[0]?.at?.map?.parts !== undefined;
  }

  idleUntilMs(): number | undefined {
    if (this.#beforeCancel.size > 0) return undefined;
    let untilMs = Infinity;
    for (const { effect } of this.#open.values()) {
      const dueMs = effect.dueMs?.();
      if (dueMs === undefined) return undefined;
      untilMs = Math.min(untilMs, dueMs);
    }
    return untilMs === Infinity ? undefined : untilMs;
  }

  #goOn({ snapshot, open, cancelled, cutShort, progress }: Checkpoint): void {
    this.#snapshot = snapshot;
    this.progress = new RunProgress(progress);
    this.#cancelled = cancelled === true;
    this.#cutShort = cutShort === true;
    this.#taking = true;
    for (const one of open) {
      if (one.cancelled === true) this.#deliver({ ...CANCELLED_EVENT, id: one.command.id }, true);
      else this.#start(one);
    }
    this.#taking = false;
  }

  #start(open: OpenCommand): void {
    const { command } = open;
    if (this.#draining) {
      this.#held.push(open);
      return;
    }
    const effect = this.perform(this, open);
    const { id } = command;
    this.#open.set(id, { command, effect });
    this.#running += 1;
    effect.event.then(
      (event) => this.#settled(id, effect, event),
      (error: unknown) => this.#reject(error),
    );
  }

  #settled(id: number, effect: ExpressEffect, event: EngineEvent | undefined): void {
    this.#running -= 1;
    const mine = this.#open.get(id)?.effect === effect;
    const before = this.#beforeCancel.delete(id);
    if (mine && before && event?.type !== 'succeeded') this.#deliver({ ...CANCELLED_EVENT, id }, true);
    else if (mine && event !== undefined) this.#deliver(event, before);
    this.#endIfDrained();
  }

  /** @param last nothing follows but what a catcher asks for: the run was cancelled */
  #deliver(event: EngineEvent, last = false): void {
    this.#events.push({ event, last });
    if (!this.#taking) this.#next();
  }

  #next(): void {
    for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) {
      const { event, last } = next;
      if ('id' in event) this.#open.delete(event.id);
      if (event.type === 'failed' && event.error === CANCELLED) this.#cutShort = true;
      try {
        this.#take(resume(this.plan, this.#snapshot, event, this.#context()), last);
      } catch (error) {
        this.#reject(error);
        return;
      }
    }
    this.attempt.waits();
  }

  #take({ snapshot, commands, caught, cutShort, done }: Turn, last = false): void {
    this.#snapshot = snapshot;
    this.#cutShort ||= cutShort === true;
    this.#taking = true;
    for (const command of commands) {
      if (command.type === 'cancel') this.#cancelCommand(command);
      else if (last && caught?.has(command.id) !== true)
        this.#deliver({ ...CANCELLED_EVENT, id: command.id }, true);
      else this.#start({ command });
    }
    this.#taking = false;
    if (done === undefined) return;
    this.#events.length = 0;
    const progress = this.progress.carry();
    this.#resolve({ done, ...(this.#cutShort && { cutShort: true as const }), progress });
  }

  #cancelCommand({ id }: Extract<Command, { readonly type: 'cancel' }>): void {
    this.#held = this.#held.filter(({ command }) => command.id !== id);
    const open = this.#open.get(id);
    this.#open.delete(id);
    open?.effect.end();
  }

  #endIfDrained(): void {
    if (this.#draining && this.#running === 0) this.#resolve('left');
  }

  #context(): EngineContext {
    return {
      nowMs: this.clock.nowMs(),
      random: Math.random,
      uuid: () => crypto.randomUUID(),
      watch: this.#watch,
    };
  }

  readonly #watch = (change: StateChange): void => this.progress.take(change, this.clock.nowMs());
}

/** It holds, too, for what cleans up after a cancellation. */
function isTimeLimit(command: Effective): boolean {
  return command.type === 'wait' && command.why === 'machine-timeout';
}
