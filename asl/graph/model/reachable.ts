import type { GraphEdge } from './state-graph';

/** The names that some way leads to from `start`, itself included. */
export function reachableFrom(start: string | undefined, edges: readonly GraphEdge[]): ReadonlySet<string> {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) targets.set(from, [...(targets.get(from) ?? []), to]);
  const reached = new Set(start === undefined ? [] : [start]);
  for (const name of reached) for (const target of targets.get(name) ?? []) reached.add(target);
  return reached;
}
