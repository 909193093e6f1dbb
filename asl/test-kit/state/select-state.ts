import type { QueryLanguage, State, StateMachine } from '../../language/definition';
import { machinesIn } from '../nested-machines';
import { refuse } from './options';

export interface SelectedState {
  readonly name: string;
  readonly state: State;
  /** What the state's machine speaks. */
  readonly language: QueryLanguage;
  /** The machine as it is checked. */
  readonly machine: object;
}

/** What a state without a name is called, in the context object and in messages. */
const NAMELESS = 'StateName';

/** The state to test, out of a definition that is a state or holds it. */
export function selectState(definition: object, stateName: string | undefined): SelectedState {
  if (stateName === undefined) {
    const state = definition as State;
    const machine = { StartAt: NAMELESS, States: { [NAMELESS]: state, ...stubs(state) } };
    return { name: NAMELESS, state, language: state.QueryLanguage ?? 'JSONPath', machine };
  }
  const found = find(definition, stateName, 'JSONPath');
  if (found === undefined) throw refuse('State not found in definition');
  return { name: stateName, ...found, machine: definition };
}

function find(
  machine: Partial<StateMachine>,
  name: string,
  inherited: QueryLanguage,
): Pick<SelectedState, 'state' | 'language'> | undefined {
  const language = machine.QueryLanguage ?? inherited;
  const states = machine.States ?? {};
  const state = Object.hasOwn(states, name) ? states[name] : undefined;
  if (state !== undefined) return { state, language: state.QueryLanguage ?? language };
  for (const nested of Object.values(states).flatMap(machinesIn)) {
    const found = find(nested, name, language);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every state that a state names as the next. */
export function targetsOf(state: State): readonly string[] {
  const {
    Next,
    Default,
    Choices = [],
    Catch = [],
  } = state as {
    readonly Next?: string;
    readonly Default?: string;
    readonly Choices?: readonly { readonly Next?: string }[];
    readonly Catch?: readonly { readonly Next?: string }[];
  };
  const all = [Next, Default, ...Choices.map((rule) => rule.Next), ...Catch.map((catcher) => catcher.Next)];
  return all.filter((target) => typeof target === 'string');
}

function stubs(state: State): Readonly<Record<string, State>> {
  const targets = targetsOf(state).filter((target) => target !== NAMELESS);
  return Object.fromEntries(targets.map((target) => [target, { Type: 'Succeed' }]));
}
