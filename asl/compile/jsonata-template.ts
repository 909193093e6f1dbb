import { StateProblem, queryProblem } from '../engine/problem';
import { compileJsonata, FUNCTION_RESULT, JsonataEvaluationError } from '../jsonata';
import type { JsonObject, JsonValue } from '../language/json';
import { setOwn } from '../language/own-property';
import type { Evaluate, Scope } from './scope';

/** `{% … %}` exactly, without blanks around it. */
export function expressionIn(text: string): string | undefined {
  return text.length >= 4 && text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2) : undefined;
}

/**
 * A value whose strings may be JSONata expressions, at any depth. A part without any is handed out as it stands.
 * @param location the field, as in `Output`; parts add their key: `Output/total`
 */
export function compileJsonataTemplate(value: JsonValue, location: string): Evaluate<JsonValue> {
  return compilePart(value, location) ?? (() => value);
}

/** Undefined where nothing in it has to be evaluated. */
function compilePart(value: JsonValue, location: string): Evaluate<JsonValue> | undefined {
  if (typeof value === 'string') return compileText(value, location);
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return compileList(value as readonly JsonValue[], location);
  return compileObject(value as JsonObject, location);
}

function compileList(list: readonly JsonValue[], location: string): Evaluate<JsonValue> | undefined {
  const parts = list.map((part, index) => compilePart(part, `${location}[${index}]`));
  if (parts.every((part) => part === undefined)) return undefined;
  return (scope) =>
    list.map((literal, index) => {
      const part = parts[index];
      return part === undefined ? literal : part(scope);
    });
}

function compileObject(object: JsonObject, location: string): Evaluate<JsonValue> | undefined {
  const keys = Object.keys(object);
  const parts = keys.map((key) => compilePart(object[key] ?? null, `${location}/${key}`));
  if (parts.every((part) => part === undefined)) return undefined;
  return (scope) => {
    const made: Record<string, JsonValue> = {};
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] ?? '';
      const part = parts[index];
      setOwn(made, key, part === undefined ? (object[key] ?? null) : part(scope));
    }
    return made;
  };
}

function compileText(text: string, location: string): Evaluate<JsonValue> | undefined {
  const expression = expressionIn(text);
  if (expression === undefined) return undefined;
  const program = compileJsonata(expression);
  const saying = `The JSONata expression '${expression.trim()}' specified for the field '${location}'`;
  return (scope) => {
    let value: unknown;
    try {
      value = program.evaluate(jsonataScope(scope));
    } catch (error) {
      throw evaluationProblem(error, saying, location);
    }
    if (value === undefined) throw queryProblem(`${saying} returned nothing (undefined).`, location);
    return value as JsonValue;
  };
}

function evaluationProblem(error: unknown, saying: string, location: string): unknown {
  if (!(error instanceof JsonataEvaluationError)) return error;
  if (error.code === FUNCTION_RESULT)
    return queryProblem(`${saying} returned an unsupported result type.`, location);
  return new StateProblem(
    'States.QueryEvaluationError',
    `${saying} threw an error during evaluation. ${error.code}: ${error.message}`,
    location,
  );
}

function jsonataScope({ input, result, errorOutput, around }: Scope) {
  const states = {
    input,
    ...(result !== undefined && { result }),
    ...(errorOutput !== undefined && { errorOutput }),
    get context() {
      return around.context;
    },
  };
  return {
    variables: { ...around.variables, states },
    nowMs: around.nowMs,
    random: () => around.random(),
    uuid: () => around.uuid(),
  };
}
