import type { Command, JsonValue, Snapshot, StateMachine } from '../../asl/run';
import type { Mode } from '../function-options';
import type { CarriedProgress } from './view/run-progress';

/** Input of the workflow `runPipeline`: plain JSON, so that it can be started from any language. */
export interface PipelineInput {
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
  /** Mode of all tasks that do not say their own. Default: the definition's, else `standard`. */
  readonly mode?: Mode;
  /** Behaviour version of the engine; a run keeps the one that it was started with. Default: the worker's own. */
  readonly engine?: number;
  /** Divides every wait, interval and time limit, for rehearsals of long pipelines. Default 1. */
  readonly timeScale?: number;
  /** What the run before left, where this one continues it. Made by the workflow itself. */
  readonly carried?: CarriedRun;
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
  readonly paused?: true;
  /** For the view. Absent: nothing is known. */
  readonly progress?: CarriedProgress;
}

export interface CarriedEffect {
  readonly command: Command;
  /** The call of a task with a token has been made: its callback is waited for. */
  readonly waiting?: CallbackWait;
}

/** Since when, on the engine's clock, a callback is waited for. */
export interface CallbackWait {
  readonly sinceMs: number;
  /** The last heartbeat, or the start. */
  readonly aliveMs: number;
}
