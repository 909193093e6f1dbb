import { analyse } from './analysis/analyse';
import type { JsonataReference, NamedPlace, TextPlace } from './analysis/analyse';
import { JsonataEngine } from './engine';
import { parseExpression } from './parse';
import { markPlainPaths } from './plain-path';
import type { JsonataScope } from './session';

/** A compiled expression. */
export interface JsonataProgram {
  readonly source: string;
  /**
   * The value as plain JSON (fresh arrays and objects), or undefined where the expression returns nothing. Synchronous and
   * pure: nothing of the scope is changed, and the work is bounded. Throws {@link JsonataEvaluationError}.
   */
  evaluate(scope: JsonataScope): unknown;
  /** Variables that come from outside: neither bound inside nor functions; each use. */
  readonly references: readonly JsonataReference[];
  /** Uses of `$`, `$$` or bare field names at top level, where there is no input. */
  readonly rootUses: readonly TextPlace[];
  /** Calls of functions that there are not; evaluating them fails with T1006. */
  readonly unknownFunctions: readonly NamedPlace[];
}

const MAX_CACHED = 1000;
const cache = new Map<string, JsonataProgram>();
const engine = new JsonataEngine();

/**
 * Compiles a JSONata 2.0.6 expression, without its `{%` and `%}`, with the functions that the service adds and without
 * `$eval`. The last thousand are kept. Throws {@link JsonataSyntaxError}.
 */
export function compileJsonata(expression: string): JsonataProgram {
  const cached = cache.get(expression);
  if (cached !== undefined) {
    // Moves it to the end: the first of the map is the one unused for longest.
    cache.delete(expression);
    cache.set(expression, cached);
    return cached;
  }
  const tree = parseExpression(engine.library, expression);
  markPlainPaths(tree);
  const program: JsonataProgram = {
    source: expression,
    ...analyse(tree, expression, (name) => engine.functions.has(name)),
    evaluate: (scope) => engine.evaluate(tree, scope),
  };
  cache.set(expression, program);
  const [oldest] = cache.keys();
  if (cache.size > MAX_CACHED && oldest !== undefined) cache.delete(oldest);
  return program;
}
