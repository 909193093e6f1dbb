import type { JsonValue } from '../language/json';
import type { Problem } from '../engine/turn';

/** How a run went. */
export interface Execution {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** Of a run that succeeded. */
  readonly output?: JsonValue;
  readonly error?: string | null;
  readonly cause?: string | null;
  /** Names of the states in the order in which they were entered. */
  readonly visited: readonly string[];
  /** One for each try, in the order of the calls. */
  readonly taskInputs: readonly TaskInput[];
  /** The same states as `visited`, with what went in and came out. */
  readonly visits: readonly Visit[];
  readonly evaluationFailures: readonly EvaluationFailure[];
  readonly elapsedMs: number;
}

export interface TaskInput {
  readonly state: string;
  readonly path: string;
  /** Name of the function, out of a URN if the task gives one. */
  readonly function: string;
  readonly input: JsonValue;
  readonly try: number;
  readonly timeoutMs?: number;
  readonly heartbeatMs?: number;
}

export interface Visit {
  readonly path: string;
  readonly state: string;
  readonly input: JsonValue;
  /** Absent where the state did not end, or failed. */
  readonly output?: JsonValue;
  readonly assigned?: Readonly<Record<string, JsonValue>>;
  readonly next?: string;
  /** Why this way: `Choices[1]`, `Default`, `Catch[0]`. */
  readonly by?: string;
  /** What it failed with, also where a catcher took it. */
  readonly problem?: Problem;
}

export interface EvaluationFailure {
  readonly path: string;
  readonly state: string;
  readonly error: string;
  readonly cause: string;
  /** The field; absent where the input itself was not what the state takes. */
  readonly location?: string;
}
