import type { QueryLanguage } from '../language/definition';
import { STATE_TYPES, type StateType } from '../language/fields';
import { isObject } from '../language/values';
import type { JsonObject, JsonValue } from '../language/json';
import type { Path } from '../language/pointer';

/** A state machine within the definition: the whole one, a branch, or an item processor. */
export interface Machine {
  readonly kind: 'StateMachine' | 'Branch' | 'ItemProcessor';
  readonly path: Path;
  readonly value: JsonObject;
  /** Those of its states that are objects. */
  readonly states: ReadonlyMap<string, State>;
  /** The state that it belongs to. */
  readonly owner?: State;
}

export interface State {
  readonly name: string;
  readonly path: Path;
  readonly value: JsonObject;
  /** Undefined where the definition says none that exists. */
  readonly type?: StateType;
  readonly language: QueryLanguage;
  readonly machine: Machine;
  readonly inner: readonly Machine[];
}

/** All machines of a definition, the outermost first. What is malformed is left out: the check of the structure reports it. */
export function machinesOf(definition: JsonObject): Machine[] {
  const language = definition['QueryLanguage'] === 'JSONata' ? 'JSONata' : 'JSONPath';
  const all: Machine[] = [];
  collect(definition, 'StateMachine', [], undefined, language, all);
  return all;
}

function collect(
  value: JsonObject,
  kind: Machine['kind'],
  path: Path,
  owner: State | undefined,
  language: QueryLanguage,
  all: Machine[],
): Machine {
  const states = new Map<string, State>();
  const machine: Machine = { kind, path, value, states, ...(owner && { owner }) };
  all.push(machine);
  const given = value['States'];
  if (!isObject(given)) return machine;
  for (const [name, state] of Object.entries(given))
    if (isObject(state)) states.set(name, stateOf(name, state, machine, language, all));
  return machine;
}

function stateOf(
  name: string,
  value: JsonObject,
  machine: Machine,
  language: QueryLanguage,
  all: Machine[],
): State {
  const path = [...machine.path, 'States', name];
  const type = STATE_TYPES.find((known) => known === value['Type']);
  const own = value['QueryLanguage'];
  const inner: Machine[] = [];
  const state: State = {
    name,
    path,
    value,
    ...(type && { type }),
    // Inner states inherit from the whole machine, not from the state around them.
    language: own === 'JSONata' || own === 'JSONPath' ? own : language,
    machine,
    inner,
  };
  for (const [kind, step, part] of parts(value, type))
    inner.push(collect(part, kind, [...path, ...step], state, language, all));
  return state;
}

function* parts(
  value: JsonObject,
  type: StateType | undefined,
): Generator<[Machine['kind'], Path, JsonObject]> {
  const branches = value['Branches'];
  if (type === 'Parallel' && Array.isArray(branches))
    for (const [index, branch] of (branches as readonly JsonValue[]).entries())
      if (isObject(branch)) yield ['Branch', ['Branches', index], branch];
  if (type === 'Map')
    for (const field of ['ItemProcessor', 'Iterator']) {
      const processor = value[field];
      if (isObject(processor)) yield ['ItemProcessor', [field], processor];
    }
}

/** Whether each item is a run of its own, which sees no variables of the machine around it. */
export function isDistributed({ value }: Machine): boolean {
  const config = value['ProcessorConfig'];
  return isObject(config) && config['Mode'] === 'DISTRIBUTED';
}
