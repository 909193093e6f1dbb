import type { QueryLanguage, State } from '../../language/definition';

const MAP = [
  'maxConcurrency',
  'toleratedFailureCount',
  'toleratedFailurePercentage',
  'afterItemSelector',
  'afterItemBatcher',
];
const RESULT = ['afterResultSelector', 'afterResultPath'];

/** The steps of a state's data flow that the API shows, as recorded; it has no more, though every state has an input. */
export function shownSteps(state: State, language: QueryLanguage): ReadonlySet<string> {
  return new Set(language === 'JSONata' ? jsonataSteps(state) : jsonPathSteps(state));
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
