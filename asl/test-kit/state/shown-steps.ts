import type { QueryLanguage, State } from '../../language/definition';
import type { JsonObject } from '../../language/json';

const MAP = [
  'maxConcurrency',
  'toleratedFailureCount',
  'toleratedFailurePercentage',
  'afterItemSelector',
  'afterItemBatcher',
];
const RESULT = ['afterResultSelector', 'afterResultPath'];

/**
 * Of the steps that a state's data flow told, those that the API shows, as recorded. A step without a field of its own
 * passes its value on, and is shown as well.
 *
 * @param failed a catcher's ResultPath is no step of the state's own
 */
export function stepsShown(
  told: JsonObject,
  state: State,
  language: QueryLanguage,
  failed: boolean,
): JsonObject {
  const { afterInputPath } = told;
  const steps: JsonObject =
    afterInputPath === undefined || 'Parameters' in state
      ? told
      : { ...told, afterParameters: afterInputPath };
  const shown = language === 'JSONata' ? jsonataSteps(state) : jsonPathSteps(state);
  return Object.fromEntries(
    Object.entries(steps).filter(([step]) => shown.includes(step) && !(failed && RESULT.includes(step))),
  );
}

function jsonataSteps({ Type }: State): readonly string[] {
  if (Type === 'Task') return ['afterArguments', 'result'];
  if (Type === 'Parallel') return ['afterArguments'];
  return Type === 'Map' ? MAP : [];
}

function jsonPathSteps(state: State): readonly string[] {
  const { Type } = state;
  if (Type === 'Task') return ['afterInputPath', 'afterParameters', 'result', ...RESULT];
  if (Type === 'Pass')
    return [...('Result' in state ? ['result'] : ['afterInputPath', 'afterParameters']), ...RESULT];
  if (Type === 'Parallel') return RESULT;
  return Type === 'Map' ? ['afterInputPath', 'afterItemsPath', ...MAP, ...RESULT] : ['afterInputPath'];
}
