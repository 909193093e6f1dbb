import type { FunctionGraphSettings } from '../language/definition';
import type { JsonValue } from '../language/json';
import type { Snapshot } from '../engine/snapshot';
import type { Delegation, ReadCommand, WriteCommand } from '../engine/map-commands';
import type { Observation, StartContext, TaskResource } from '../engine/turn';

/** What the driver needs from outside. All time passes in `sleep` and `now`, so that a virtual clock can stand for it. */
export interface Effects {
  /** One try of a task. What it throws ends the whole run: a task that fails is a reply. */
  invoke(call: TaskCall): Promise<Reply>;
  /** What the callback of a task with a token brings, after `invoke` has answered. Needed for `.waitForTaskToken` only. */
  callback?(call: TaskCall): Promise<Reply>;
  /** Settles after `ms` milliseconds; whether it settles at all after its signal is aborted does not matter. */
  sleep(ms: number, options: SleepOptions): Promise<void>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A number from 0 up to 1. Default: a sequence that is the same in every run. */
  random?(): number;
  /** Default: identifiers made from a sequence that is the same in every run. */
  uuid?(): string;
  /** Reads a map's items. Default: from `objects`. */
  read?(command: ReadCommand, signal: AbortSignal): Promise<Reply>;
  /** Writes a map's results. Default: into nothing; the reply says where they would be. */
  write?(command: WriteCommand, signal: AbortSignal): Promise<Reply>;
  /** Texts by `bucket/key`, for item readers. */
  readonly objects?: Readonly<Record<string, string>>;
  observe?(observation: Observation): void;
  /**
   * Given the run's state after each turn; the run goes on from what it returns. Default: the same.
   * `(snapshot) => JSON.parse(JSON.stringify(snapshot))` proves that a run can stop anywhere.
   */
  persist?(snapshot: Snapshot): Snapshot;
  /** Aborted: the run ends as ABORTED. */
  readonly signal?: AbortSignal;
  /** Runs the items of large maps in chunks, as workflows do. Default: inside the run itself. */
  readonly delegate?: Delegation;
  /** Default: an execution named `test`. */
  readonly execution?: Partial<StartContext['execution']>;
  readonly stateMachine?: Partial<StartContext['stateMachine']>;
}

export interface SleepOptions {
  readonly signal: AbortSignal;
  /** What the time is for. Where two ends meet, what limits (`timeout`, `machine-timeout`) gives way to what it limits. */
  readonly why: 'state' | 'retry' | 'timeout' | 'machine-timeout';
}

/** One try of a task. */
export interface TaskCall {
  /** Where in the machine: `Items[17]/Charge#2`. */
  readonly path: string;
  readonly state: string;
  readonly resource: TaskResource;
  /** Name of the function: the resource's target, out of a URN if it is one. */
  readonly function: string;
  readonly input: JsonValue;
  /** 1 for the first. */
  readonly try: number;
  /** With `.waitForTaskToken`. */
  readonly token?: string;
  readonly timeoutMs?: number;
  readonly heartbeatMs?: number;
  readonly settings?: FunctionGraphSettings;
  /** Aborted when nobody waits for the answer any longer. */
  readonly signal: AbortSignal;
  /** The task is alive: its heartbeat time starts again. */
  heartbeat(): void;
}

export type Reply = { readonly output: JsonValue } | FailedReply;

export interface FailedReply {
  readonly output?: never;
  /** `Error` of the error output; null where the reporter gave none. */
  readonly error?: string | null;
  readonly cause?: string | null;
  /** Every name that rules match on, most specific first. Default: from `error`. */
  readonly names?: readonly string[];
  /** Did the function run. Default `yes`. */
  readonly executed?: 'no' | 'yes' | 'maybe';
  /** May the same call succeed later. Default false. */
  readonly transient?: boolean;
  readonly retryAfterMs?: number;
}
