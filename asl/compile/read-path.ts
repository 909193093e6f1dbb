import { runtimeProblem } from '../engine/problem';
import { parseJsonPath } from '../jsonpath';
import type { JsonValue } from '../language/json';
import { compileExpression } from '../template';
import type { PathView } from './path-view';

export type ReadPath = (view: PathView) => JsonValue;

/** A path that must find something. */
export function compilePath(text: string, field: string): ReadPath {
  const path = parseJsonPath(text);
  return (view) => {
    const value = path.evaluate(view);
    if (value === undefined)
      throw runtimeProblem(`Invalid path '${text}' : ${path.describeMiss(view)}`, field);
    return value as JsonValue;
  };
}

/** ErrorPath and CausePath take an intrinsic, too. */
export function compilePathOrIntrinsic(text: string, field: string): ReadPath {
  const expression = compileExpression(text, field);
  return (view) => expression.evaluate(view) as JsonValue;
}
