import type { JsonPath, PathScope } from '../jsonpath';

/** A rule's condition, checked and compiled. */
export interface CompiledCondition {
  /** Every path in it. */
  readonly paths: readonly JsonPath[];
  /** @throws PathMissError where a path finds nothing, but not for IsPresent */
  evaluate(scope: PathScope): boolean;
  /** For people: `$.n > 5 and $.kind is present`. */
  describe(): string;
  /** Its description joins several: within another it needs brackets. */
  readonly joined?: true;
}
