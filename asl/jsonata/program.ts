import { cached } from '../cache';
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

const engine = new JsonataEngine();

/**
 * Compiles a JSONata 2.0.6 expression, without its `{%` and `%}`, with the functions that the service adds and without
 * `$eval`. The last thousand are kept. Throws {@link JsonataSyntaxError}.
 */
export const compileJsonata: (expression: string) => JsonataProgram = cached(
  { entries: 1_000 },
  (expression) => {
    const tree = parseExpression(engine.library, expression);
    markPlainPaths(tree);
    return {
      source: expression,
      ...analyse(tree, expression, (name) => engine.functions.has(name)),
      evaluate: (scope) => engine.evaluate(tree, scope),
    };
  },
);
