import type {
  FailState,
  FunctionGraphSettings,
  QueryLanguage,
  State,
  StateMachine,
} from '../language/definition';
import type { DataFlow } from './data-flow';
import { CompileError } from './compile-error';
import { compileChoices } from './compile-choice';
import { compileMap } from './compile-map';
import { compileRecovery } from './compile-recovery';
import { compileTask } from './compile-task';
import { compileWait } from './compile-wait';
import { compileJsonataFlow } from './jsonata-flow';
import { compileJsonataTemplate, expressionIn } from './jsonata-template';
import { compileJsonPathFlow } from './jsonpath-flow';
import { unexpectedType } from './numbers';
import { PathView } from './path-view';
import type { MachinePlan, StatePlan } from './plan';
import { compilePathOrIntrinsic } from './read-path';
import type { Evaluate } from './scope';

type CompileMachine = (
  machine: StateMachine,
  pointer: string,
  settings: FunctionGraphSettings | undefined,
) => MachinePlan;

interface StatePlace {
  readonly name: string;
  readonly index: number;
  /** The name, escaped as in JSON Pointer. */
  readonly segment: string;
  /** Of the state in the definition. */
  readonly pointer: string;
}

export function compileState(
  { pointer, ...place }: StatePlace,
  state: State,
  machineLanguage: QueryLanguage,
  settings: FunctionGraphSettings | undefined,
  compileMachine: CompileMachine,
): StatePlan {
  const language = state.QueryLanguage ?? machineLanguage;
  const data = compileFlow(state, language);
  const own = { ...place, data };
  const flow = { ...own, ...('Next' in state && state.Next !== undefined && { next: state.Next }) };
  switch (state.Type) {
    case 'Pass':
      return {
        ...flow,
        type: 'Pass',
        ...(state.Result !== undefined && { result: { value: state.Result } }),
      };
    case 'Succeed':
      return { ...own, type: 'Succeed' };
    case 'Fail':
      return { ...own, type: 'Fail', ...compileFail(state, language) };
    case 'Wait':
      return { ...flow, type: 'Wait', untilMs: compileWait(state, data) };
    case 'Choice':
      return {
        ...own,
        type: 'Choice',
        choices: compileChoices(state, language, data, pointer),
        ...(state.Default !== undefined && { default: state.Default }),
      };
    case 'Task': {
      const task = compileTask(state, data, settings, pointer);
      return { ...flow, type: 'Task', ...compileRecovery(state, language), ...task };
    }
    case 'Parallel':
      return {
        ...flow,
        type: 'Parallel',
        ...compileRecovery(state, language),
        branches: state.Branches.map((branch, index) =>
          compileMachine(branch, `${pointer}/Branches/${index}`, settings),
        ),
      };
    case 'Map': {
      const processor = state.ItemProcessor === undefined ? 'Iterator' : 'ItemProcessor';
      const map = compileMap(
        place.name,
        state,
        { own: language, machine: machineLanguage },
        data,
        settings,
        (machine, inherited) => compileMachine(machine, `${pointer}/${processor}`, inherited),
      );
      return { ...flow, type: 'Map', ...compileRecovery(state, language), ...map };
    }
    default:
      throw new CompileError(
        `${pointer}/Type: no state has the type ${JSON.stringify((state as State).Type)}.`,
      );
  }
}

function compileFlow(state: State, language: QueryLanguage): DataFlow {
  if (state.Type === 'Fail') return language === 'JSONata' ? compileJsonataFlow({}) : compileJsonPathFlow({});
  if (language === 'JSONata') return compileJsonataFlow(state);
  // In a Map, Parameters is the old name of ItemSelector.
  if (state.Type === 'Map') return compileJsonPathFlow(withoutParameters(state));
  return compileJsonPathFlow(state);
}

function withoutParameters<S extends { readonly Parameters?: unknown }>(state: S): Omit<S, 'Parameters'> {
  const { Parameters: _, ...rest } = state;
  return rest;
}

function compileFail(
  { Error: error, ErrorPath, Cause, CausePath }: FailState,
  language: QueryLanguage,
): { readonly error?: Evaluate<string>; readonly cause?: Evaluate<string> } {
  const compiledError = compileText('Error', error, ErrorPath, language);
  const cause = compileText('Cause', Cause, CausePath, language);
  return { ...(compiledError && { error: compiledError }), ...(cause && { cause }) };
}

function compileText(
  field: 'Error' | 'Cause',
  literal: string | undefined,
  path: string | undefined,
  language: QueryLanguage,
): Evaluate<string> | undefined {
  if (path !== undefined) {
    const read = compilePathOrIntrinsic(path, `${field}Path`);
    return ({ input, around }) => {
      const value = read(new PathView(input, around));
      return typeof value === 'string' ? value : JSON.stringify(value);
    };
  }
  if (literal === undefined) return undefined;
  if (language === 'JSONPath') return () => literal;
  const evaluate = compileJsonataTemplate(literal, field);
  return (scope) => {
    const value = evaluate(scope);
    if (typeof value === 'string') return value;
    throw unexpectedType(expressionIn(literal) ?? literal, field, 'string', value);
  };
}
