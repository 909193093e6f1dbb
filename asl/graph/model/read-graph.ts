import type { StateMachine } from '../../language/definition';
import { conditionText, isObject } from './condition';
import { detailOf, typeOf } from './detail';
import { reachableFrom } from './reachable';
import type { GraphEdge, GraphNode, StateGraph } from './state-graph';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The graph of a definition, of either query language. Never throws on a wrong one: a target that does not exist gives
 * a dangling edge, a missing or unknown Type the type `Unknown`, what is no state machine an empty graph.
 */
export function stateGraph(definition: StateMachine): StateGraph {
  return readGraph(definition, '');
}

function readGraph(machine: unknown, prefix: string): StateGraph {
  const { Comment: comment, StartAt: start, States } = isObject(machine) ? machine : {};
  const states = isObject(States) ? Object.entries(States).map(asState) : [];
  const names = new Set(states.map(([name]) => name));
  const edges = states.flatMap(([name, state]) => edgesOf(name, state, names));
  const reachable = reachableFrom(typeof start === 'string' ? start : undefined, edges);
  return {
    ...(typeof comment === 'string' ? { comment } : {}),
    ...(typeof start === 'string' ? { start } : {}),
    nodes: states.map(([name, state]) => nodeOf(name, state, prefix, reachable)),
    edges,
  };
}

function asState([name, state]: [string, unknown]): [string, Fields] {
  return [name, isObject(state) ? state : {}];
}

function nodeOf(name: string, state: Fields, prefix: string, reachable: ReadonlySet<string>): GraphNode {
  const type = typeOf(state);
  const path = `${prefix}${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const retries = retriesOf(state['Retry']);
  return {
    name,
    path,
    type,
    detail: detailOf(state),
    ...(retries === undefined ? {} : { retries }),
    ends: state['End'] === true || type === 'Succeed',
    reachable: reachable.has(name),
    inner: innerOf(type, state, path),
  };
}

function innerOf(type: GraphNode['type'], state: Fields, path: string): StateGraph[] {
  if (type === 'Map') return [readGraph(state['ItemProcessor'] ?? state['Iterator'], `${path}/`)];
  const branches: unknown = type === 'Parallel' ? state['Branches'] : undefined;
  if (!Array.isArray(branches)) return [];
  return branches.map((branch: unknown, index) => readGraph(branch, `${path}<${index}>/`));
}

/** https://states-language.net/#errors: MaxAttempts is 3 where it is not given, and 0 means never. */
function retriesOf(retriers: unknown): number | undefined {
  const counts = list(retriers).map(({ MaxAttempts }) => (typeof MaxAttempts === 'number' ? MaxAttempts : 3));
  return counts.length === 0 ? undefined : Math.max(...counts);
}

function edgesOf(from: string, state: Fields, names: ReadonlySet<string>): GraphEdge[] {
  const edge = (kind: GraphEdge['kind'], to: unknown, label?: string): GraphEdge[] =>
    typeof to === 'string'
      ? [{ from, to, kind, ...(label === undefined ? {} : { label }), dangling: !names.has(to) }]
      : [];
  return [
    ...list(state['Choices']).flatMap((rule) => edge('choice', rule['Next'], conditionText(rule))),
    ...edge('default', state['Default'], 'otherwise'),
    ...edge('next', state['Next']),
    ...list(state['Catch']).flatMap((catcher) => edge('catch', catcher['Next'], errorsText(catcher))),
  ];
}

function errorsText({ ErrorEquals }: Fields): string {
  const names: readonly unknown[] = Array.isArray(ErrorEquals) ? ErrorEquals : [];
  const text = names.map((name) => (name === 'States.ALL' ? 'any error' : String(name))).join(', ');
  return text === '' ? '?' : text;
}

function list(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
