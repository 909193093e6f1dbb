import type { Context } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { FunctionInvoker } from '../../functiongraph/invocation';
import type { KnownFunction } from '../function-settings';
import { Heartbeats } from '../heartbeats';
import type { ObjectStore } from '../objects/object-store';
import type { Protection } from '../protection/protection';
import { stopOf, type Stop } from '../stop';
import { Gate } from './gate';
import { pack } from './pack';
import type { ExpressEnd, ExpressReply, StoppedType } from './wire';

const EVERY_MS = 1000;
/** From here on the checkpoint goes to the workflow, as the activity's result: heartbeats are not for so much. */
const ENOUGH_BYTES = 512 * 1024;
/** More than this cannot be handed over, and the activity goes on. */
const MOST_BYTES = 1536 * 1024;
/** The heartbeat details of all activities of a workflow are in its state with the server, which ends it by force at 8 MB. */
export const MOST_SAVED_OF_MANY = 128 * 1024;
/** A wait that is longer, with nothing else to do, is the workflow's: the activity's slot is free meanwhile. */
const LONGEST_WAIT_MS = 30_000;
/** After that the activity ends with its checkpoint, well before its time limit. */
export const LONGEST_ACTIVITY_MS = 30 * 60_000;

/** What all express activities of a worker share. */
export interface Shared {
  readonly context: Context;
  readonly client: FunctionInvoker;
  readonly protection: Protection;
  readonly maxOutputBytes: number;
  readonly known: ReadonlyMap<string, KnownFunction>;
  readonly objects: ObjectStore | string;
  /** Whether the worker has been told to stop: its running activities have the grace time yet. */
  readonly stopping: () => boolean;
}

/** What an express activity executes. */
export interface ExpressWork<Done, Left> {
  /** Plain JSON that is not changed later, at any time between two of its steps. */
  checkpoint(): Left;
  /** Starts nothing new; ends as `left` once no call is under way. */
  drain(): void;
  /** Ends calls under way, too. */
  cut(): void;
  /** The run was cancelled. */
  cancel(): void;
  /** Its checkpoint becomes smaller again by itself. Default: no. */
  readonly shrinks?: boolean;
  /** When the next thing is due (milliseconds since the epoch), where nothing else is under way. */
  idleUntilMs(): number | undefined;
  readonly ended: Promise<ExpressEnd<Done> | 'left'>;
}

type End = 'size' | 'time' | 'wait' | Stop;

/** One attempt of an express activity: keeps its checkpoint with the server, and ends the work where the attempt has to end. */
export class ExpressAttempt {
  readonly #heartbeats: Heartbeats<unknown>;
  readonly #startedMs = performance.now();
  #work: ExpressWork<unknown, unknown> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> | undefined;
  #startBytes = 0;
  /** What the server has, and whether that is the checkpoint of now. */
  #details: unknown;
  #isSaved = false;
  #end: End | undefined;
  #cancelled = false;
  /** The server knows of a cancellation: there will be no further attempt. */
  #isLast = false;
  /** Set while it is not sure that the attempt is still ours. */
  #unsure: Gate | undefined;

  constructor(
    readonly shared: Shared,
    /** Of a checkpoint in heartbeat details; where there are more, a crash goes back to the one before. */
    private readonly mostSavedBytes = MOST_BYTES,
  ) {
    this.#details = shared.context.info.heartbeatDetails;
    this.#heartbeats = new Heartbeats<unknown>(shared.context, this.#details);
  }

  /**
   * Runs the work to its end; what is left of it is the reply, or the next attempt's.
   *
   * @param goesToRun whether what a pause leaves is the workflow's, which goes on or cleans up, and not another attempt's
   */
  async run<Done, Left>(
    work: ExpressWork<Done, Left>,
    goesToRun: () => Promise<boolean> = async () => false,
  ): Promise<ExpressReply<Done, Left>> {
    const { cancellationSignal } = this.shared.context;
    this.#work = work;
    cancellationSignal.addEventListener('abort', this.#onStop);
    this.#timer = setInterval(() => void this.#tick(), EVERY_MS);
    if (cancellationSignal.aborted) this.#onStop();
    else this.waits();
    try {
      const end = await work.ended;
      if (end !== 'left') return { v: 1, ...end };
      if (this.#end === 'size' || this.#end === 'time') return { v: 1, checkpoint: work.checkpoint() };
      if (this.#end === 'wait') {
        const waitMs = Math.max(0, (work.idleUntilMs() ?? 0) - Date.now());
        return { v: 1, checkpoint: work.checkpoint(), waitMs };
      }
      const isRuns = this.#end === 'pause' && (await goesToRun());
      await this.#saving;
      // After the question: a run that was cancelled meanwhile is not paused any more, and only the server says so.
      if (this.#end !== 'lost') await this.#save();
      if (this.#isLast || this.#handsOver(isRuns)) return { v: 1, checkpoint: work.checkpoint() };
      throw this.#stopped();
    } catch (error) {
      work.cut();
      throw error;
    } finally {
      clearInterval(this.#timer);
      cancellationSignal.removeEventListener('abort', this.#onStop);
    }
  }

  /** Nothing more is told to the server. */
  end(): void {
    this.#heartbeats.stop();
  }

  /** Something waits: where nothing else is under way, what was done before is written down. */
  waits(): void {
    const untilMs = this.#work?.idleUntilMs();
    if (untilMs === undefined || this.#end !== undefined) return;
    const waitMs = untilMs - Date.now();
    // What is done within a second is written down by the second anyway.
    if (waitMs < EVERY_MS) return;
    if (waitMs > LONGEST_WAIT_MS && this.#canBeHandedOver()) this.#drain('wait');
    else if (this.isLocal && this.#canBeHandedOver()) this.#drain('time');
    else void this.#save();
  }

  /** Of what is left the workflow takes care where it is to, and where the server has only an older checkpoint. */
  #handsOver(isRuns: boolean): boolean {
    return (isRuns || (this.#end === 'shutdown' && !this.#isSaved)) && this.#canBeHandedOver();
  }

  #canBeHandedOver(): boolean {
    return Buffer.byteLength(JSON.stringify(this.#work?.checkpoint())) <= MOST_BYTES;
  }

  /** Resolves once it is sure again that the attempt is ours; `undefined`: it is. */
  untilOpen(): Promise<void> | undefined {
    return this.#unsure?.opened;
  }

  /** A local activity has no heartbeats: what comes after a second, an activity does that has them. */
  #isOver(): boolean {
    return this.isLocal || this.elapsedMs > LONGEST_ACTIVITY_MS;
  }

  get isLocal(): boolean {
    return this.shared.context.info.isLocal;
  }

  get elapsedMs(): number {
    return performance.now() - this.#startedMs;
  }

  /** What is done up to now is written down, so that another attempt will find it; as far as it is not too large for that. */
  async saved(): Promise<void> {
    await this.#saving;
    await this.#save();
    await this.untilOpen();
  }

  async #tick(): Promise<void> {
    if (this.#end === undefined && this.shared.stopping()) this.#drain('shutdown');
    else if (this.#end === undefined && this.#isOver() && this.#canBeHandedOver()) this.#drain('time');
    await this.#save();
  }

  /** One at a time: what changes meanwhile is in the next. */
  #save(): Promise<void> {
    if (this.isLocal) return Promise.resolve();
    this.#saving ??= this.#write().finally(() => {
      this.#saving = undefined;
    });
    return this.#saving;
  }

  async #write(): Promise<void> {
    const checkpoint = this.#work?.checkpoint();
    const json = JSON.stringify(checkpoint);
    const bytes = Buffer.byteLength(json);
    this.#startBytes ||= bytes;
    const details = bytes <= this.mostSavedBytes ? checkpoint : await this.#packed(json);
    this.#isSaved = details !== undefined;
    this.#details = details ?? this.#details;
    const answer = await this.#heartbeats.acknowledge(this.#details);
    this.#isLast ||= answer === 'cancelled';
    // The signal comes once only: for the pause.
    if (answer === 'cancelled' && this.#end === 'pause') this.#work?.cut();
    if (answer !== 'ours' && !(answer === 'cancelled' && this.#cancelled)) {
      this.#close();
      return;
    }
    this.#open();
    if (this.#end === undefined && this.#work?.shrinks !== true && this.#outgrows(bytes)) this.#drain('size');
  }

  async #packed(json: string): Promise<object | undefined> {
    const { packed } = await pack(json);
    return packed.length <= this.mostSavedBytes ? { packed } : undefined;
  }

  #outgrows(bytes: number): boolean {
    return bytes <= MOST_BYTES && bytes > Math.max(ENOUGH_BYTES, 2 * this.#startBytes);
  }

  #close(): void {
    if (this.#unsure !== undefined || this.#end !== undefined) return;
    this.#unsure = new Gate();
  }

  #open(): void {
    this.#unsure?.open();
    this.#unsure = undefined;
  }

  readonly #onStop = (): void => {
    const stop = stopOf(this.shared.context);
    if (stop === undefined || this.#work === undefined) return;
    if (stop === 'cancel') {
      this.#cancelled = true;
      this.#isLast = true;
      this.#open();
      this.#work.cancel();
      return;
    }
    this.#drain(stop);
    // Of a pause calls under way may end: they are paid for.
    if (stop !== 'pause') this.#work.cut();
  };

  #drain(end: End): void {
    this.#end = end;
    this.#work?.drain();
    this.#open();
  }

  /**
   * The signal's own error, where there is one: any other would hide from the SDK why the attempt ended. A pause it would
   * call the same; here the checkpoint goes along, since the run may be cancelled at this very moment.
   */
  #stopped(): unknown {
    const { cancellationSignal } = this.shared.context;
    const isPause = this.#end === 'pause';
    if (cancellationSignal.aborted && !isPause) return cancellationSignal.reason;
    return ApplicationFailure.create({
      message: isPause
        ? 'The activity is paused; it goes on from the checkpoint.'
        : 'The worker stops; another goes on from the checkpoint.',
      type: (isPause ? 'ActivityPause' : 'WorkerShutdown') satisfies StoppedType,
      category: ApplicationFailureCategory.BENIGN,
      details: [this.#details],
      nonRetryable: false,
      nextRetryDelay: 1,
    });
  }
}
