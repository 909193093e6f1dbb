import type { RetryRule } from '../../retry';
import type { TaskResource } from '../engine/turn';
import type { FunctionGraphSettings, StateMachine } from '../language/definition';
import type { JsonObject, JsonValue } from '../language/json';
import type { DataFlow } from './data-flow';
import type { Evaluate } from './scope';

/** A compiled definition: every expression parsed, every target resolved. Immutable; shared by all runs of a process. */
export interface Plan {
  /** All machines, the outermost first, in the order of the definition. */
  readonly machines: readonly MachinePlan[];
  readonly timeoutMs?: number;
  readonly settings?: FunctionGraphSettings;
  /** Some field may read `Execution.Input` of the context object. */
  readonly readsExecutionInput: boolean;
}

export interface MachinePlan {
  readonly index: number;
  readonly startAt: string;
  readonly states: ReadonlyMap<string, StatePlan>;
}

export type StatePlan =
  | PassPlan
  | TaskPlan
  | ChoicePlan
  | WaitPlan
  | SucceedPlan
  | FailPlan
  | ParallelPlan
  | MapPlan;

interface AnyPlan {
  readonly name: string;
  /** Its place in its machine. */
  readonly index: number;
  /** Its name as a segment of a path, escaped as in JSON Pointer. */
  readonly segment: string;
  readonly data: DataFlow;
}

interface FlowPlan extends AnyPlan {
  /** Absent: the machine ends here. */
  readonly next?: string;
}

/** Retriers and catchers. */
export interface Recovery {
  readonly retry: readonly RetryRule[];
  readonly catch: readonly CatchPlan[];
}

export interface CatchPlan {
  readonly errors: readonly string[];
  readonly next: string;
  readonly data: DataFlow;
}

export interface PassPlan extends FlowPlan {
  readonly type: 'Pass';
  /** `Result`, where there is one. */
  readonly result?: { readonly value: JsonValue };
}

export interface TaskPlan extends FlowPlan, Recovery {
  readonly type: 'Task';
  readonly resource: TaskResource;
  readonly callback: boolean;
  readonly timeoutMs?: Evaluate<number>;
  readonly heartbeatMs?: Evaluate<number>;
  /**
   * The engine keeps the loop: the arguments or the token change with each try, or the performer has no rules of its own.
   */
  readonly ownLoop: boolean;
  readonly settings?: FunctionGraphSettings;
}

export interface ChoicePlan extends AnyPlan {
  readonly type: 'Choice';
  readonly choices: readonly ArmPlan[];
  readonly default?: string;
}

export interface ArmPlan {
  readonly condition: Evaluate<boolean>;
  readonly next: string;
  /** The rule's own Assign and Output. */
  readonly data: DataFlow;
}

export interface WaitPlan extends FlowPlan {
  readonly type: 'Wait';
  /** When to go on, in milliseconds since the epoch. */
  readonly untilMs: Evaluate<number>;
}

export interface SucceedPlan extends AnyPlan {
  readonly type: 'Succeed';
}

export interface FailPlan extends AnyPlan {
  readonly type: 'Fail';
  readonly error?: Evaluate<string>;
  readonly cause?: Evaluate<string>;
}

export interface ParallelPlan extends FlowPlan, Recovery {
  readonly type: 'Parallel';
  readonly branches: readonly MachinePlan[];
}

export interface MapPlan extends FlowPlan, Recovery {
  readonly type: 'Map';
  readonly processor: MachinePlan;
  /** The Map as a machine of its own, for chunks of its items that run elsewhere. */
  readonly alone: StateMachine;
  readonly distributed: boolean;
  readonly settings?: FunctionGraphSettings;
  /** Where there is no reader: the array. */
  readonly items: Evaluate<readonly JsonValue[]>;
  readonly selector?: Evaluate<JsonValue>;
  readonly maxConcurrency: Evaluate<number>;
  readonly toleratedCount?: Evaluate<number>;
  readonly toleratedPercentage?: Evaluate<number>;
  readonly reader?: {
    readonly resource: string;
    readonly arguments: Evaluate<JsonValue>;
    readonly config: Evaluate<JsonObject>;
  };
  readonly batcher?: Evaluate<BatchSettings>;
  readonly writer?: {
    readonly resource?: string;
    readonly arguments: Evaluate<JsonValue>;
    readonly config: JsonObject;
  };
}

export interface BatchSettings {
  readonly maxItems?: number;
  readonly maxBytes?: number;
  readonly batchInput?: JsonValue;
}
