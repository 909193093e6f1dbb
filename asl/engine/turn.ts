import type { FunctionGraphSettings, State } from '../language/definition';
import type { JsonObject, JsonValue } from '../language/json';
import type { RetryCounts, RetryRule } from '../../retry';
import type { Effect } from './effect';
import type { Delegation, ItemsCommand, ReadCommand, WriteCommand } from './map-commands';
import type { Snapshot } from './snapshot';

/** What one turn of the engine says: where the run is, what to do next, and how it ended if it did. */
export interface Turn {
  /** Plain JSON; the whole state of the run. The engine changes it in place at the next turn: copy it to keep it. */
  readonly snapshot: Snapshot;
  /** New effects to start (or to cancel), in order. Those of earlier turns go on. */
  readonly commands: readonly Command[];
  /** Those of them that follow a catcher, by number. */
  readonly caught?: ReadonlySet<number>;
  /** Something was not begun since the run was cancelled. */
  readonly cutShort?: boolean;
  readonly done?: Result;
}

export type Result =
  | { readonly status: 'SUCCEEDED'; readonly output: JsonValue }
  | ({ readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED' } & Problem);

/** `error` and `cause` as the language's error output has them; null where the reporter gave none. */
export interface Problem {
  readonly error?: string | null;
  readonly cause?: string | null;
  /** Every name that rules match on, most specific first. */
  readonly names?: readonly string[];
}

export type Command = InvokeCommand | WaitCommand | ReadCommand | WriteCommand | ItemsCommand | CancelCommand;

/** Call a task, and try it again by its rules; answered with `succeeded` or `failed`. */
export interface InvokeCommand extends Effect {
  readonly type: 'invoke';
  readonly state: string;
  readonly resource: TaskResource;
  /** What the task is given. */
  readonly input: JsonValue;
  /** Of `temporal:` and `http:` resources: arguments beside the target and its input. */
  readonly options?: JsonObject;
  /** Of one try, in milliseconds; absent: the performer's own limit. */
  readonly timeoutMs?: number;
  readonly heartbeatMs?: number;
  /**
   * The task's retriers. The performer keeps the loop, adds the defaults for calls that surely did not run below them,
   * and reports the last outcome. Absent: one try, the engine keeps the loop itself.
   */
  readonly retry?: readonly RetryRule[];
  /** Retries used before, by rule: after a failure that the engine itself found in the task's result. */
  readonly counts?: RetryCounts;
  /** With `.waitForTaskToken`: the result is what the token's callback brings, not the call's answer. */
  readonly token?: string;
  readonly settings?: FunctionGraphSettings;
}

/** A Task's Resource, understood through the table of resources. */
export interface TaskResource {
  readonly kind: 'function' | 'activity' | 'workflow' | 'http';
  /** Function name or URN, activity type, workflow type; for `http` the empty string. */
  readonly target: string;
  /** Started, not waited for (`functiongraph:invokeAsync`). */
  readonly async?: true;
  /** As the definition has it, `.waitForTaskToken` included. */
  readonly text: string;
}

/** Wake the run at a time; answered with `elapsed`. */
export interface WaitCommand extends Effect {
  readonly type: 'wait';
  /** Milliseconds since the epoch. */
  readonly untilMs: number;
  readonly why: 'state' | 'retry' | 'machine-timeout';
}

/** The effect `id` of an earlier turn is no longer wanted; its event, if one comes, is ignored. */
export interface CancelCommand extends Effect {
  readonly type: 'cancel';
}

export type EngineEvent =
  | {
      readonly type: 'succeeded';
      readonly id: number;
      readonly output: JsonValue;
      /** Tries that it took; default 1. */
      readonly tries?: number;
      readonly counts?: RetryCounts;
    }
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly error?: string | null;
      readonly cause?: string | null;
      /** Default: from `error`. */
      readonly names?: readonly string[];
      readonly tries?: number;
      readonly counts?: RetryCounts;
      /** For the engine's own retry loop; default `yes`, false. */
      readonly executed?: 'no' | 'yes' | 'maybe';
      readonly transient?: boolean;
      readonly retryAfterMs?: number;
    }
  | { readonly type: 'elapsed'; readonly id: number }
  /** A map's items are to be read chunk by chunk; `source` is handed on with each. */
  | { readonly type: 'indexed'; readonly id: number; readonly count: number; readonly source: JsonValue }
  /**
   * The run was cancelled: no further item of a Map under way is begun, and one that has some left fails as FunctionGraph.Cancelled
   * once those under way have ended. Whoever performs the effects under way reports what became of each.
   */
  | { readonly type: 'cancel' }
  /** End the run as ABORTED; everything under way is cancelled. */
  | { readonly type: 'abort'; readonly error?: string; readonly cause?: string };

/** The answer to a command. */
export type EffectEvent = Extract<EngineEvent, { readonly id: number }>;

/** What the engine takes from outside in one turn. */
export interface EngineContext {
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** A number from 0 up to 1. */
  random(): number;
  uuid(): string;
  /** The token of a task that waits for its callback. Default: `PATH#ID`. */
  taskToken?(task: { readonly path: string; readonly id: number }): string;
  /** Told what happens inside a turn: for live views, tests and coverage. Must not throw. */
  observe?(observation: Observation): void;
  /** Told what becomes of each state, at next to no cost: for live views. Must not throw. */
  watch?(change: StateChange): void;
  /** Asked where a state would begin its work: an answer is taken for the work's outcome. For tests of one state. */
  work?(state: { readonly path: string; readonly state: string }): WorkOutcome | undefined;
}

export type WorkOutcome = { readonly output: JsonValue } | { readonly problem: Problem };

export interface StartContext extends EngineContext {
  readonly execution: {
    readonly id: string;
    readonly name: string;
    readonly roleArn?: string;
    readonly redriveCount?: number;
  };
  readonly stateMachine: { readonly id: string; readonly name: string };
  /** Variables that are assigned from the start. */
  readonly variables?: { readonly [name: string]: JsonValue };
  /** Instead of the context object that the engine makes, as it stands. For tests of one state. */
  readonly contextObject?: JsonObject;
  /**
   * Hands the items of large maps out in chunks: of distributed ones with at least `minItems`, and of those whose items run
   * in mode `express`. Default: all items run inside the run itself.
   */
  readonly delegate?: Delegation;
  /** The largest input, output or result, as UTF-8 JSON. Default 262,144 (256 KiB), the service's quota. */
  readonly maxPayloadBytes?: number;
}

/** What became of a state: it was left, its failure was caught or ended it, it was cancelled, or is to be tried again. */
export interface StateChange {
  readonly how: 'left' | 'caught' | 'failed' | 'cancelled' | 'retried';
  readonly path: string;
  /** The state's type. */
  readonly type: State['Type'];
  /** States are numbered in the order in which a run entered them, from 1. */
  readonly entry: number;
  readonly enteredMs: number;
  /** Retries so far. */
  readonly tries: number;
  /** It stands in an item of a Map. */
  readonly inItem: boolean;
  /** Of a Task: the function, activity or workflow that its Resource names. */
  readonly target?: string;
  /** Of a Map that has run items. */
  readonly items?: ItemTally;
  readonly problem?: Problem;
}

/** How many items of a Map there are, and how many of them ended; `failed` are among those that ended. */
export interface ItemTally {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
}

export type Observation =
  | { readonly type: 'entered'; readonly path: string; readonly state: string; readonly input: JsonValue }
  | {
      readonly type: 'exited';
      readonly path: string;
      readonly state: string;
      readonly output: JsonValue;
      readonly assigned?: { readonly [name: string]: JsonValue };
      /** The next state; absent where the machine (or branch, or item) ended. */
      readonly next?: string;
      /** Why this way: `Choices[1]`, `Default`, `Catch[0]`; absent for Next and End. */
      readonly by?: string;
    }
  | { readonly type: 'failed'; readonly path: string; readonly state: string; readonly problem: Problem }
  /** One step of a state's data flow: `afterInputPath`, `afterArguments`, `afterResultSelector`, … (TestState's names). */
  | { readonly type: 'data'; readonly path: string; readonly step: string; readonly value: JsonValue }
  | {
      readonly type: 'evaluation-failed';
      readonly path: string;
      readonly state: string;
      readonly error: string;
      readonly cause: string;
      /** The field: `Arguments`, `Assign/total`; absent where the input itself was not what the state takes. */
      readonly location?: string;
    };
