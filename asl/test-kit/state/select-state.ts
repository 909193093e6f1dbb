import type { QueryLanguage, State, StateMachine } from '../../language/definition';
import { isArray, isObject } from '../../language/values';
import { machinesIn } from '../nested-machines';
import { refuse } from './options';

export interface SelectedState {
  readonly name: string;
  readonly state: State;
  /** What the state's machine speaks. */
  readonly language: QueryLanguage;
}

/** What a state without a name is called, in the context object and in messages. */
const NAMELESS = 'StateName';

/** The machine that is checked: the definition, or one of the state that it is, with an end wherever the state leads. */
export function machineAround(definition: object, stateName: string | undefined): object {
  if (stateName !== undefined) return definition;
  const targets = targetsOf(definition).filter((target) => target !== NAMELESS);
  const ends = targets.map((target) => [target, { Type: 'Succeed' }] as const);
  return { StartAt: NAMELESS, States: { [NAMELESS]: definition, ...Object.fromEntries(ends) } };
}

/**
 * The state to test.
 *
 * @param machine one that is found valid
 */
export function selectState(machine: object, stateName = NAMELESS): SelectedState {
  const found = find(machine, stateName, 'JSONPath');
  if (found === undefined) throw refuse('State not found in definition');
  return { name: stateName, ...found };
}

function find(
  machine: Partial<StateMachine>,
  name: string,
  inherited: QueryLanguage,
): Omit<SelectedState, 'name'> | undefined {
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

/** Every state that a state names as the next. It need not be valid. */
export function targetsOf(state: object): readonly string[] {
  const { Next, Default, Choices, Catch } = state as Readonly<Record<string, unknown>>;
  const all = [Next, Default, ...[Choices, Catch].flatMap(nextOfEach)];
  return all.filter((target) => typeof target === 'string');
}

function nextOfEach(rules: unknown): readonly unknown[] {
  return isArray(rules) ? rules.map((rule) => (isObject(rule) ? rule['Next'] : undefined)) : [];
}
