import type { State, StateMachine } from '../language/definition';

/** The machines inside a Parallel or a Map. */
export function machinesIn(state: State): readonly StateMachine[] {
  if (state.Type === 'Parallel') return state.Branches ?? [];
  if (state.Type !== 'Map') return [];
  return [state.ItemProcessor, state.Iterator].filter((machine) => machine !== undefined);
}
