import type { Visit } from '../drive/execution';
import { definitionOf } from '../drive/definition-of';
import { type Transition, waysOf } from './transitions';

/** What of a definition tests have been through. */
export interface Coverage {
  readonly states: { readonly all: readonly string[]; readonly missed: readonly string[] };
  readonly transitions: { readonly all: readonly Transition[]; readonly missed: readonly Transition[] };
}

/**
 * @param definition as an object or its text, JSON or YAML
 * @param runs the visits of each test that ran this definition
 */
export function coverageOf(definition: string | object, runs: readonly (readonly Visit[])[]): Coverage {
  const entered = new Set<string>();
  const taken = new Set<string>();
  for (const visit of runs.flat()) {
    entered.add(visit.state);
    if (visit.next !== undefined) taken.add(keyOf(visit.state, visit.by ?? 'Next'));
  }
  const { states, transitions } = waysOf(definitionOf(definition));
  return {
    states: { all: states, missed: states.filter((state) => !entered.has(state)) },
    transitions: {
      all: transitions,
      missed: transitions.filter(({ from, by }) => !taken.has(keyOf(from, by))),
    },
  };
}

function keyOf(from: string, by: string): string {
  return JSON.stringify([from, by]);
}
