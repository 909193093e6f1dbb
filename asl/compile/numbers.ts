import { queryProblem, runtimeProblem } from '../engine/problem';
import type { JsonValue } from '../language/json';
import type { DataFlow } from './data-flow';
import { compileJsonataTemplate, expressionIn } from './jsonata-template';
import { PathView } from './path-view';
import { compilePath } from './read-path';
import type { Evaluate } from './scope';

interface NumberField {
  /** As in `MaxConcurrency`; its twin is `MaxConcurrencyPath`. */
  readonly name: string;
  readonly kind: 'integer' | 'float';
  readonly check?: (value: number) => string | undefined;
}

/** A number that stands there, comes from a path (a string of digits will do), or from a JSONata expression. */
export function compileNumber(
  { name, kind, check }: NumberField,
  literal: number | string | undefined,
  path: string | undefined,
  data: DataFlow,
): Evaluate<number> | undefined {
  const checked = (value: number, refuse = runtimeProblem): number => {
    const problem = check?.(value);
    if (problem !== undefined) throw refuse(problem, name);
    return value;
  };
  if (path !== undefined) {
    const read = compilePath(path, `${name}Path`);
    return (scope) => {
      const value = read(new PathView(data.effectiveInput(scope), scope.around));
      const number = parseNumber(value, kind);
      if (number === undefined) {
        const shown = typeof value === 'string' ? value : JSON.stringify(value);
        throw runtimeProblem(
          `The ${name}Path field refers to value "${shown}" which is not a valid ${kind}: ${path}`,
          `${name}Path`,
        );
      }
      return checked(number);
    };
  }
  if (literal === undefined) return undefined;
  if (typeof literal === 'number') return () => checked(literal);
  const expression = expressionIn(literal);
  const template = compileJsonataTemplate(literal, name);
  return (scope) => {
    const value = template(scope);
    if (typeof value !== 'number' || (kind === 'integer' && !Number.isInteger(value)))
      throw unexpectedType(expression ?? literal, name, kind, value);
    // A value out of range is an error of the expression, which can be retried and caught.
    return checked(value, queryProblem);
  };
}

function parseNumber(value: JsonValue, kind: NumberField['kind']): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return undefined;
  const number = Number(text);
  return kind === 'integer' && !Number.isInteger(number) ? undefined : number;
}

/** In the service's words. */
export function unexpectedType(expression: string, field: string, expected: string, value: JsonValue) {
  return queryProblem(
    `The JSONata expression '${expression.trim()}' specified for the field '${field}' returned an unexpected result type. ` +
      `Expected '${expected}', but was '${typeName(value)}' for value: ${JSON.stringify(value)}`,
    field,
  );
}

function typeName(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
