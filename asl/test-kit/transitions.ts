import type { State, StateMachine } from '../language/definition';
import { machinesIn } from './nested-machines';

/** A way from one state to another. */
export interface Transition {
  readonly from: string;
  /** `Next`, `Choices[0]`, `Default`, `Catch[1]`. */
  readonly by: string;
  readonly to: string;
}

export interface Ways {
  /** Names of all states, at every depth, in the order of the definition. */
  readonly states: readonly string[];
  readonly transitions: readonly Transition[];
}

/** All states of a definition, and all ways between them. */
export function waysOf(machine: StateMachine): Ways {
  const parts = Object.entries(machine.States).map(([name, state]) => {
    const inner = machinesIn(state).map(waysOf);
    return {
      states: [name, ...inner.flatMap(({ states }) => states)],
      transitions: [...waysFrom(name, state), ...inner.flatMap(({ transitions }) => transitions)],
    };
  });
  return {
    states: parts.flatMap(({ states }) => states),
    transitions: parts.flatMap(({ transitions }) => transitions),
  };
}

function waysFrom(from: string, state: State): readonly Transition[] {
  const ways: Transition[] = [];
  const add = (by: string, to: unknown) => {
    if (typeof to === 'string') ways.push({ from, by, to });
  };
  if (state.Type === 'Choice') {
    state.Choices.forEach((rule, index) => add(`Choices[${index}]`, rule['Next']));
    add('Default', state.Default);
  }
  if ('Next' in state) add('Next', state.Next);
  if ('Catch' in state) state.Catch?.forEach((catcher, index) => add(`Catch[${index}]`, catcher.Next));
  return ways;
}
