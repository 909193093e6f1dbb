import { type IntrinsicScope, isIntrinsic, parseIntrinsic } from '../intrinsics';
import { type JsonPath, missInField, parseJsonPath, PathMissError } from '../jsonpath';

/** A path or an intrinsic, as it stands behind a key that ends in `.$`, and in ErrorPath and CausePath. */
export interface Expression {
  readonly paths: readonly JsonPath[];
  /** Intrinsic functions that it calls, without `States.`. */
  readonly functions: readonly string[];
  /** What will always fail when it is evaluated; `column` is an offset in the text. */
  readonly problems: readonly { readonly message: string; readonly column: number }[];
  /** @throws PathMissError with the field's name; IntrinsicError */
  evaluate(scope: IntrinsicScope): unknown;
}

/** @throws PathSyntaxError, IntrinsicSyntaxError */
export function compileExpression(text: string, field: string): Expression {
  if (isIntrinsic(text)) {
    const { paths, functions, problems, evaluate } = parseIntrinsic(text);
    return { paths, functions, problems, evaluate: (scope) => namingField(field, evaluate, scope) };
  }
  const path = parseJsonPath(text);
  const evaluate = (scope: IntrinsicScope): unknown => {
    const value = path.evaluate(scope);
    if (value === undefined) throw missInField(text, field, scope.input);
    return value;
  };
  return { paths: [path], functions: [], problems: [], evaluate };
}

function namingField(field: string, evaluate: Expression['evaluate'], scope: IntrinsicScope): unknown {
  try {
    return evaluate(scope);
  } catch (error) {
    throw error instanceof PathMissError ? missInField(error.path, field, scope.input) : error;
  }
}
