import type { ValidationCase as DefinitionCase } from './judge-validation';
import type { JsonObject, JsonValue } from '../../../asl';

/** A case of the format `asl-case/1`. */
export interface AslCase {
  readonly name: string;
  readonly group: string;
  readonly kind: 'execution' | 'state' | 'validation';
  readonly source: { readonly evidence: string };
  readonly machineType?: 'STANDARD' | 'EXPRESS';
  readonly definition?: JsonValue;
  /** In place of `definition`, where that is no JSON object or has a key twice. */
  readonly definitionText?: string;
}

export interface ExecutionCase extends AslCase {
  readonly kind: 'execution';
  readonly definition: JsonObject;
  readonly input: JsonValue;
  readonly functions?: Readonly<Record<string, FunctionScript>>;
  /** Texts by `bucket/key`. */
  readonly objects?: Readonly<Record<string, string>>;
  readonly expected: ExpectedExecution;
}

export interface FunctionScript {
  readonly replies: readonly ScriptedReply[];
  readonly default?: { readonly echo?: boolean; readonly output?: JsonValue };
}

export interface ScriptedReply extends Answer {
  readonly input: JsonValue;
  /** Was still running when the execution ended. */
  readonly pending?: true;
  /** What completes the task after the function has answered. */
  readonly callback?: Answer;
}

export interface Answer {
  readonly output?: JsonValue;
  readonly error?: { readonly Error?: string | null; readonly Cause?: string | null };
  /** Never answers. */
  readonly hang?: true;
}

export interface ExpectedExecution {
  readonly status: string;
  readonly output?: JsonValue;
  readonly error?: string | null;
  readonly cause?: JsonValue;
  /** `service`: a text of the service's own, which is not compared. */
  readonly causeKind?: 'data' | 'service';
  readonly visited?: readonly string[];
  readonly visitedOrder?: 'exact' | 'any';
  readonly unseenStates?: readonly string[];
  readonly taskInputs?: readonly ExpectedTaskInput[];
  readonly trace?: readonly ExpectedVisit[];
  readonly evaluationFailures?: readonly JsonObject[];
  readonly elapsedSeconds?: { readonly min: number; readonly max: number };
}

export interface ExpectedTaskInput {
  /** Null where the recording does not tell. */
  readonly state?: string | null;
  readonly function: string;
  readonly input: JsonValue;
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
}

export interface ExpectedVisit {
  readonly state: string;
  readonly input?: JsonValue;
  readonly output?: JsonValue;
  readonly assigned?: JsonValue;
}

export interface StateCase extends AslCase {
  readonly kind: 'state';
  readonly definition: JsonObject;
  readonly stateName?: string;
  readonly input: JsonValue;
  readonly variables?: JsonObject;
  readonly context?: JsonObject;
  readonly mock?: JsonObject;
  readonly stateConfiguration?: JsonObject;
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE';
  readonly expected: {
    readonly status?: string;
    readonly nextState?: string;
    readonly output?: JsonValue;
    readonly error?: string;
    readonly cause?: JsonValue;
    readonly inspection?: JsonObject;
    readonly rejected?: true;
    readonly code?: string;
    /** Text, or a matcher. */
    readonly message?: string | JsonObject;
  };
}

export type ValidationCase = DefinitionCase & {
  readonly kind: 'validation';
  readonly source: AslCase['source'];
};
