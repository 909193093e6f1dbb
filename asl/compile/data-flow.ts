import type { QueryLanguage } from '../language/definition';
import type { JsonValue } from '../language/json';
import type { Scope } from './scope';

/** How data goes into a state and out of it; one implementation for each query language. */
export interface DataFlow {
  readonly language: QueryLanguage;
  /** What the state's own fields see as input: InputPath applied; in JSONata the raw input. */
  effectiveInput(scope: Scope): JsonValue;
  /** What the work is given: Parameters or Arguments; without them the effective input. */
  arguments(scope: Scope): JsonValue;
  /** What the next state gets. `scope.result` is what the work came to. */
  output(scope: Scope): JsonValue;
  /** The variables that Assign sets. */
  assign?(scope: Scope): Readonly<Record<string, JsonValue>>;
}
