import type { EvaluationFailure, JsonValue, Visit } from '../../../asl';

/** A task as the run asked for it. */
export interface TracedTask {
  readonly path: string;
  readonly state: string;
  readonly function: string;
  readonly input: JsonValue;
  readonly timeoutMs?: number;
  readonly heartbeatMs?: number;
}

/** What a run tells of itself, beside how it ended. */
export interface Trace {
  readonly visits: readonly Visit[];
  readonly evaluationFailures: readonly EvaluationFailure[];
  /** The tasks that it asked for, retries by rule not counted. */
  readonly tasks: readonly TracedTask[];
  /** On the engine's clock. */
  readonly elapsedMs: number;
}
