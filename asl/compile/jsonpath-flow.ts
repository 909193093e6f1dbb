import { parseReferencePath } from '../jsonpath';
import type { JsonObject, JsonValue } from '../language/json';
import { compilePayloadTemplate } from '../template';
import type { DataFlow } from './data-flow';
import { PathView } from './path-view';
import { type ReadPath, compilePath } from './read-path';
import type { Scope } from './scope';

/** The fields that move data in a JSONPath state: https://states-language.net/#filters. */
export interface PathFlowFields {
  readonly InputPath?: string | null;
  readonly Parameters?: JsonValue;
  readonly ResultSelector?: JsonObject;
  readonly ResultPath?: string | null;
  readonly OutputPath?: string | null;
  readonly Assign?: JsonObject;
}

/** InputPath, Parameters, the work, ResultSelector, ResultPath (into the raw input), OutputPath. */
export function compileJsonPathFlow(fields: PathFlowFields): DataFlow {
  const inputPath = compileFilter(fields.InputPath, 'InputPath');
  const parameters = compileTemplate(fields.Parameters, 'Parameters');
  const selector = compileTemplate(fields.ResultSelector, 'ResultSelector');
  const place = compilePlace(fields.ResultPath);
  const outputPath = compileFilter(fields.OutputPath, 'OutputPath');
  const assign = compileTemplate(fields.Assign, 'Assign');

  const effectiveInput = ({ input, around }: Scope): JsonValue =>
    inputPath === undefined ? input : inputPath(new PathView(input, around));
  /** What `$` of ResultSelector and Assign stands for; a state that does no work passes its input on. */
  const resultOf = (scope: Scope): JsonValue => {
    if (scope.errorOutput !== undefined) return scope.errorOutput;
    return scope.result === undefined ? effectiveInput(scope) : scope.result;
  };
  return {
    language: 'JSONPath',
    effectiveInput,
    arguments(scope) {
      const input = effectiveInput(scope);
      if (parameters === undefined) return input;
      const value = parameters(new PathView(input, scope.around));
      scope.around.tell?.('afterParameters', value);
      return value;
    },
    output(scope) {
      const { input, around } = scope;
      const result = resultOf(scope);
      const selected = selector === undefined ? result : selector(new PathView(result, around));
      around.tell?.('afterResultSelector', selected);
      const placed = place(input, selected);
      around.tell?.('afterResultPath', placed);
      return outputPath === undefined ? placed : outputPath(new PathView(placed, around));
    },
    ...(assign !== undefined && {
      assign: (scope: Scope) => assign(new PathView(resultOf(scope), scope.around)) as JsonObject,
    }),
  };
}

/** InputPath or OutputPath: absent or `$` leaves the value as it is, null makes it an empty object. */
function compileFilter(text: string | null | undefined, field: string): ReadPath | undefined {
  if (text === undefined || text === '$') return undefined;
  return text === null ? () => ({}) : compilePath(text, field);
}

function compileTemplate(template: JsonValue | undefined, field: string): ReadPath | undefined {
  if (template === undefined) return undefined;
  const compiled = compilePayloadTemplate(template, field);
  return (view) => compiled.evaluate(view) as JsonValue;
}

function compilePlace(text: string | null | undefined): (input: JsonValue, result: JsonValue) => JsonValue {
  if (text === undefined || text === '$') return (_input, result) => result;
  if (text === null) return (input) => input;
  const path = parseReferencePath(text);
  return (input, result) => path.put(input, result) as JsonValue;
}
