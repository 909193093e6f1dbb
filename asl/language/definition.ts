import type { JsonObject, JsonValue } from './json';

/** The query language of a machine or a state: https://states-language.net/#query-language. */
export type QueryLanguage = 'JSONPath' | 'JSONata';

/** A state machine, or the sub-machine of a branch or an item processor: https://states-language.net/#state-machine-structure. */
export interface StateMachine {
  readonly Comment?: string;
  readonly Version?: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly QueryLanguage?: QueryLanguage;
  readonly TimeoutSeconds?: number;
  /** Our one extension of the language. */
  readonly FunctionGraph?: FunctionGraphSettings;
}

/** `FunctionGraph` on a machine, a Task or an ItemProcessor; what stands nearer to a task wins. */
export interface FunctionGraphSettings {
  readonly mode?: 'standard' | 'local' | 'express';
  readonly delivery?: 'at-least-once' | 'at-most-once';
  /** Milliseconds, or text with a unit. */
  readonly timeout?: number | string;
  readonly idempotencyField?: string;
  readonly memoryMb?: number;
  readonly logs?: boolean;
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

interface AnyState {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
}

interface PathFields {
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
}

interface Flow {
  readonly Next?: string;
  readonly End?: boolean;
}

interface Assigning {
  readonly Assign?: JsonObject;
}

/** JSONata's counterpart of the five path fields. */
interface Outputting {
  readonly Output?: JsonValue;
}

interface ResultFields {
  readonly ResultSelector?: JsonObject;
  readonly ResultPath?: string | null;
}

interface Recovering {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface Retrier {
  readonly Comment?: string;
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher extends Assigning, Outputting {
  readonly Comment?: string;
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
}

export interface PassState extends AnyState, PathFields, Flow, Assigning, Outputting {
  readonly Type: 'Pass';
  readonly Result?: JsonValue;
  readonly Parameters?: JsonValue;
  readonly ResultPath?: string | null;
}

export interface TaskState
  extends AnyState, PathFields, Flow, Assigning, Outputting, ResultFields, Recovering {
  readonly Type: 'Task';
  /** A function's name or URN, `functiongraph:invoke`, or another resource of the table; `.waitForTaskToken` may follow. */
  readonly Resource: string;
  readonly Parameters?: JsonValue;
  readonly Arguments?: JsonValue;
  readonly TimeoutSeconds?: number | string;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: number | string;
  readonly HeartbeatSecondsPath?: string;
  readonly Credentials?: JsonObject;
  readonly FunctionGraph?: FunctionGraphSettings;
}

export interface ChoiceState extends AnyState, PathFields, Assigning, Outputting {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

/** A rule of a Choice: JSONata's `Condition`, or one comparison or And/Or/Not of JSONPath. */
export type ChoiceRule = Readonly<Record<string, JsonValue | undefined>>;

export interface WaitState extends AnyState, PathFields, Flow, Assigning, Outputting {
  readonly Type: 'Wait';
  readonly Seconds?: number | string;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
}

export interface SucceedState extends AnyState, PathFields, Outputting {
  readonly Type: 'Succeed';
}

export interface FailState extends AnyState {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
}

export interface ParallelState
  extends AnyState, PathFields, Flow, Assigning, Outputting, ResultFields, Recovering {
  readonly Type: 'Parallel';
  readonly Branches: readonly StateMachine[];
  readonly Parameters?: JsonValue;
  readonly Arguments?: JsonValue;
}

export interface ItemProcessor extends StateMachine {
  readonly ProcessorConfig?: {
    readonly Mode?: 'INLINE' | 'DISTRIBUTED';
    readonly ExecutionType?: 'STANDARD' | 'EXPRESS';
  };
}

export interface MapState
  extends AnyState, PathFields, Flow, Assigning, Outputting, ResultFields, Recovering {
  readonly Type: 'Map';
  readonly ItemProcessor?: ItemProcessor;
  /** The old name of ItemProcessor. */
  readonly Iterator?: StateMachine;
  readonly Items?: JsonValue;
  readonly ItemsPath?: string;
  readonly ItemSelector?: JsonValue;
  /** The old name of ItemSelector. */
  readonly Parameters?: JsonValue;
  readonly MaxConcurrency?: number | string;
  readonly MaxConcurrencyPath?: string;
  readonly ItemReader?: ItemReader;
  readonly ItemBatcher?: ItemBatcher;
  readonly ResultWriter?: ResultWriter;
  readonly ToleratedFailureCount?: number | string;
  readonly ToleratedFailureCountPath?: string;
  readonly ToleratedFailurePercentage?: number | string;
  readonly ToleratedFailurePercentagePath?: string;
  readonly Label?: string;
}

export interface ItemReader {
  readonly Resource: string;
  readonly Parameters?: JsonObject;
  readonly Arguments?: JsonValue;
  readonly ReaderConfig?: {
    readonly InputType?: 'CSV' | 'JSON' | 'JSONL' | 'PARQUET' | 'MANIFEST';
    readonly CSVHeaderLocation?: 'FIRST_ROW' | 'GIVEN';
    readonly CSVHeaders?: readonly string[];
    readonly CSVDelimiter?: 'COMMA' | 'PIPE' | 'SEMICOLON' | 'SPACE' | 'TAB';
    readonly MaxItems?: number | string;
    readonly MaxItemsPath?: string;
    readonly ItemsPointer?: string;
    readonly Transformation?: 'NONE' | 'LOAD_AND_FLATTEN';
    readonly ManifestType?: 'ATHENA_DATA' | 'S3_INVENTORY';
  };
}

export interface ItemBatcher {
  readonly BatchInput?: JsonValue;
  readonly MaxItemsPerBatch?: number | string;
  readonly MaxItemsPerBatchPath?: string;
  readonly MaxInputBytesPerBatch?: number | string;
  readonly MaxInputBytesPerBatchPath?: string;
}

export interface ResultWriter {
  readonly Resource?: string;
  readonly Parameters?: JsonObject;
  readonly Arguments?: JsonValue;
  readonly WriterConfig?: JsonObject;
}
