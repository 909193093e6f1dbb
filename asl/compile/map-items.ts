import { StateProblem, queryProblem, runtimeProblem } from '../engine/problem';
import { parseJsonPath } from '../jsonpath';
import type { MapState, QueryLanguage } from '../language/definition';
import type { JsonValue } from '../language/json';
import type { DataFlow } from './data-flow';
import { compileJsonataTemplate, expressionIn } from './jsonata-template';
import { unexpectedType } from './numbers';
import { PathView } from './path-view';
import type { Evaluate, Scope } from './scope';

/** Items, or ItemsPath, or the input: an array. */
export function compileItems(
  state: MapState,
  language: QueryLanguage,
  data: DataFlow,
): Evaluate<readonly JsonValue[]> {
  if (language === 'JSONata') {
    const { Items } = state;
    if (Items === undefined) {
      return ({ input }) => {
        if (Array.isArray(input)) return input as readonly JsonValue[];
        throw queryProblem(`Map state input must be an array but was: ${JSON.stringify(input)}`);
      };
    }
    const evaluate = compileJsonataTemplate(Items, 'Items');
    const expression = typeof Items === 'string' ? (expressionIn(Items) ?? Items) : JSON.stringify(Items);
    return (scope) => {
      const value = evaluate(scope);
      if (Array.isArray(value)) return value as readonly JsonValue[];
      throw unexpectedType(expression, 'Items', 'array', value);
    };
  }
  const text = state.ItemsPath ?? '$';
  const path = parseJsonPath(text);
  return (scope: Scope) => {
    const view = new PathView(data.effectiveInput(scope), scope.around);
    const value = path.evaluate(view);
    if (value === undefined)
      throw runtimeProblem(`Invalid path '${text}' : ${path.describeMiss(view)}`, 'ItemsPath');
    if (!Array.isArray(value))
      throw new StateProblem(
        'States.Runtime',
        `Reference path "${text.replace(/^\$\$/, '$')}" must point to array.`,
        'ItemsPath',
        true,
      );
    scope.around.tell?.('afterItemsPath', value as JsonValue);
    return value as readonly JsonValue[];
  };
}
