import { type IntrinsicScope, IntrinsicSyntaxError } from '../intrinsics';
import { type JsonPath, PathSyntaxError } from '../jsonpath';
import type { JsonValue } from '../language/json';
import { setOwn } from '../language/own-property';
import { isArray, isObject } from '../language/values';
import { TemplateSyntaxError } from './errors';
import { compileExpression, type Expression } from './expression';

/** A payload template, checked and compiled. */
export interface CompiledTemplate {
  /** Every path in it, those within intrinsics too. */
  readonly paths: readonly JsonPath[];
  /** Intrinsic functions that it calls, without `States.`. */
  readonly functions: readonly string[];
  /** What will always fail when it is evaluated: a pointer within the template, an offset in the text there. */
  readonly problems: readonly TemplateProblem[];
  /**
   * The payload. Parts without a path or an intrinsic are the template's own, not copies.
   * @throws PathMissError (`States.Runtime`), IntrinsicError (`States.IntrinsicFailure`)
   */
  evaluate(scope: IntrinsicScope): unknown;
}

export interface TemplateProblem {
  readonly message: string;
  readonly pointer: string;
  readonly column: number;
}

type Evaluate = (scope: IntrinsicScope) => unknown;

interface Collected {
  readonly field: string;
  readonly expressions: Expression[];
  readonly problems: TemplateProblem[];
}

/**
 * Compiles `Parameters`, `ResultSelector`, `ItemSelector` or `Assign` of a JSONPath state: the value of a key that ends in `.$`
 * is a path or an intrinsic, all else is literal. `field` names the template in messages.
 * @throws TemplateSyntaxError
 */
export function compilePayloadTemplate(value: JsonValue, field: string): CompiledTemplate {
  const collected: Collected = { field, expressions: [], problems: [] };
  const evaluate = compile(value, '', collected) ?? (() => value);
  return {
    paths: collected.expressions.flatMap(({ paths }) => paths),
    functions: collected.expressions.flatMap(({ functions }) => functions),
    problems: collected.problems,
    evaluate,
  };
}

/** Undefined where nothing below is to be evaluated. */
function compile(value: unknown, pointer: string, collected: Collected): Evaluate | undefined {
  if (isArray(value)) return compileArray(value, pointer, collected);
  return isObject(value) ? compileObject(value, pointer, collected) : undefined;
}

function compileArray(
  items: readonly unknown[],
  pointer: string,
  collected: Collected,
): Evaluate | undefined {
  const parts = items.map((item, at) => compile(item, `${pointer}/${String(at)}`, collected));
  if (parts.every((part) => part === undefined)) return undefined;
  return (scope) => items.map((item, at) => parts[at]?.(scope) ?? item);
}

function compileObject(
  object: Readonly<Record<string, unknown>>,
  pointer: string,
  collected: Collected,
): Evaluate | undefined {
  let dynamic = false;
  const members = Object.entries(object).map(([key, value]): [string, Evaluate] => {
    const below = `${pointer}/${escapeKey(key)}`;
    if (key.endsWith('.$')) {
      dynamic = true;
      const plain = key.slice(0, -2);
      if (Object.hasOwn(object, plain)) throw duplicate(plain, below, collected.field);
      return [plain, compileMember(key, value, below, collected)];
    }
    const part = compile(value, below, collected);
    dynamic ||= part !== undefined;
    return [key, part ?? (() => value)];
  });
  if (!dynamic) return undefined;
  return (scope) => {
    const payload: Record<string, unknown> = {};
    for (const [key, evaluate] of members) setOwn(payload, key, evaluate(scope));
    return payload;
  };
}

function compileMember(key: string, value: unknown, pointer: string, collected: Collected): Evaluate {
  const refused = `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`;
  if (typeof value !== 'string')
    throw new TemplateSyntaxError(refused, pointer, undefined, 'it is no string');
  try {
    const expression = compileExpression(value, key);
    collected.expressions.push(expression);
    collected.problems.push(...expression.problems.map((problem) => ({ ...problem, pointer })));
    return expression.evaluate;
  } catch (error) {
    if (error instanceof PathSyntaxError || error instanceof IntrinsicSyntaxError) {
      throw new TemplateSyntaxError(refused, pointer, error.column, error.message);
    }
    throw error;
  }
}

function duplicate(plain: string, pointer: string, field: string): TemplateSyntaxError {
  return new TemplateSyntaxError(
    `${field} has both '${plain}' and '${plain}.$': only one can be the member`,
    pointer,
  );
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
