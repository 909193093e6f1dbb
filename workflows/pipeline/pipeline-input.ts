import type { Checkpoint } from '../../activities/express/wire';
import type { Command, JsonValue, Result, Snapshot, StateMachine } from '../../asl/run';
import type { Mode } from '../function-options';
import type { CarriedProgress } from '../../asl/progress';

/** Which of several pipelines on one task queue goes first. Temporal's own `priority`. */
export interface PipelinePriority {
  /** 1 (first) to 5 (last). Default: the server's, 3. */
  readonly priorityKey?: number;
  /** Tasks with different keys get their turns alike, at most 64 bytes; for example the pipeline's or the tenant's name. */
  readonly fairnessKey?: string;
  /** Turns of this key against others', 0.001 to 1000. Default 1. */
  readonly fairnessWeight?: number;
}

/** What a run and all that it starts go by. */
export interface RunSettings {
  /** Name and version of the pipeline, for people. */
  readonly name?: string;
  readonly version?: string;
  readonly mode?: Mode | 'express';
  readonly timeScale?: number;
  readonly priority?: PipelinePriority;
  readonly carried?: CarriedRun;
  /** Idempotency keys begin with it. Default: the first run's id. */
  readonly keyPrefix?: string;
  /** Ids of child workflows begin with it. Default: the same as idempotency keys. */
  readonly childPrefix?: string;
  /** Where the engine's time begins. Default: now. */
  readonly startedMs?: number;
}

/** Input of the workflow `runPipeline`: plain JSON, so that it can be started from any language. */
export interface PipelineInput extends Omit<RunSettings, 'keyPrefix' | 'childPrefix' | 'startedMs'> {
  /** Version of this form. Default 1. */
  readonly v?: 1;
  /** The state machine, as an object or as JSON text. It travels with the run, which so never changes under its feet. */
  readonly definition: StateMachine | string;
  /** What the first state gets. Default `{}`. */
  readonly input?: JsonValue;
  /** Name of the pipeline, for people and for `$$.StateMachine.Name`. Default `pipeline`. */
  readonly name?: string;
  /** Version of the definition, for people. */
  readonly version?: string;
  /**
   * Mode of all tasks that do not say their own; `express` is the whole pipeline in one activity. Default: the
   * definition's, else `standard`.
   */
  readonly mode?: Mode | 'express';
  /** Behaviour version of the engine; a run keeps the one that it was started with. Default: the worker's own. */
  readonly engine?: number;
  /** Divides every wait, interval and time limit, for rehearsals of long pipelines. Default 1. */
  readonly timeScale?: number;
  /** For all activities and child workflows of the pipeline, so that a large map does not starve the rest. Default: the run's own. */
  readonly priority?: PipelinePriority;
  /** What the run before left, where this one continues it. Made by the workflow itself. */
  readonly carried?: CarriedRun;
  /** The same of a pipeline in mode `express`. */
  readonly express?: CarriedExpress;
}

/** A pipeline in mode `express` between two of its Temporal runs. */
export interface CarriedExpress {
  readonly checkpoint: Checkpoint;
  readonly keyPrefix: string;
  readonly startedMs: number;
}

/** A run between two of its Temporal runs. */
export interface CarriedRun {
  readonly snapshot: Snapshot;
  /** Effects to go on with: waits, callbacks, and commands that were held back. */
  readonly open: readonly CarriedEffect[];
  /** Idempotency keys begin with it: the first run's id. */
  readonly keyPrefix: string;
  /** On the engine's clock. */
  readonly startedMs: number;
  /** Ids of the commands whose callback came already, the last 1,000. */
  readonly usedCallbacks?: readonly number[];
  readonly paused?: true;
  /** For the view. Absent: nothing is known. */
  readonly progress?: CarriedProgress;
}

/** How a Temporal run of a pipeline ends. */
export type RunEnd = { readonly done: Result } | { readonly carried: CarriedRun };

export interface CarriedEffect {
  readonly command: Command;
  /** The call of a task with a token has been made: its callback is waited for. */
  readonly waiting?: CallbackWait;
  /** Of items in a child workflow that goes on: its id. */
  readonly shard?: string;
  /** Of items in an express activity, between two of them. */
  readonly left?: ExpressLeft;
}

/** Where an express activity stopped, and when the next is due on the workflow's clock. */
export interface ExpressLeft {
  readonly checkpoint: Checkpoint;
  readonly dueMs: number;
}

/** Since when, on the engine's clock, a callback is waited for. */
export interface CallbackWait {
  readonly sinceMs: number;
  /** The last heartbeat, or the start. */
  readonly aliveMs: number;
}
