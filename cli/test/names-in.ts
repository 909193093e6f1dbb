import { parseTaskResource, type State, type StateMachine } from '../../asl';
import { targetName } from '../../asl/resources';
import { machinesIn } from '../../asl/test-kit/nested-machines';

/** What a definition calls its states and its functions. */
export interface Names {
  readonly states: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
}

export function namesIn(machine: StateMachine): Names {
  const all = statesOf(machine);
  const functions = all.flatMap(([, state]) => (state.Type === 'Task' ? functionsOf(state.Resource) : []));
  return { states: new Set(all.map(([name]) => name)), functions: new Set(functions) };
}

function statesOf(machine: StateMachine): readonly (readonly [string, State])[] {
  return Object.entries(machine.States).flatMap(([name, state]) => [
    [name, state] as const,
    ...machinesIn(state).flatMap(statesOf),
  ]);
}

function functionsOf(resource: string): readonly string[] {
  const parsed = parseTaskResource(resource);
  return 'problem' in parsed ? [resource] : [resource, parsed.target, targetName(parsed)];
}

/** Whether replies under this key can be a call's: a state, a function, or a path that ends in a state. */
export function isKnown(key: string, { states, functions }: Names): boolean {
  if (states.has(key) || functions.has(key)) return true;
  const last = (key.split('/').at(-1) ?? '').replace(/#\d+$/, '').replaceAll('~1', '/').replaceAll('~0', '~');
  return key.includes('/') && states.has(last);
}
