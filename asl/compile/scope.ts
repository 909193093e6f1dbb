import type { JsonObject, JsonValue } from '../language/json';

/** What the fields of a state are evaluated in. */
export interface Scope {
  /** The state's raw input. */
  readonly input: JsonValue;
  /** What the work of the state came to. */
  readonly result?: JsonValue;
  /** In a Catch. */
  readonly errorOutput?: JsonObject;
  readonly around: Surroundings;
}

/** Once the work of the state has come to something. */
export function withResult({ input, around }: Scope, result: JsonValue): Scope {
  return { input, around, result };
}

/** The same for all fields of a state. */
export interface Surroundings {
  readonly variables: Readonly<Record<string, JsonValue>>;
  /** The context object; made when first asked for. */
  readonly context: JsonObject;
  readonly nowMs: number;
  random(): number;
  uuid(): string;
  /** Told each step of the data flow, where somebody listens. */
  readonly tell?: (step: string, value: JsonValue) => void;
}

/** Throws a StateProblem, or an error of the expression that it evaluates. */
export type Evaluate<T> = (scope: Scope) => T;
