import type { FlowEdge } from './flow';

/**
 * The rank of each node: one below the lowest of its predecessors (longest path). A tall node takes `spans` ranks, so
 * that what stands beside it need not wait for its end.
 */
export function rankNodes(
  spans: readonly number[],
  edges: readonly FlowEdge[],
  back: ReadonlySet<number>,
): number[] {
  const forward = edges.filter((_, index) => !back.has(index));
  const waiting = spans.map(() => 0);
  const out: number[][] = spans.map(() => []);
  for (const { from, to } of forward) {
    waiting[to] = (waiting[to] ?? 0) + 1;
    out[from]?.push(to);
  }
  const ranks = spans.map(() => 0);
  const ready = [...spans.keys()].filter((node) => waiting[node] === 0);
  for (const node of ready) {
    const below = (ranks[node] ?? 0) + (spans[node] ?? 1);
    for (const to of out[node] ?? []) {
      ranks[to] = Math.max(ranks[to] ?? 0, below);
      const left = (waiting[to] ?? 0) - 1;
      waiting[to] = left;
      if (left === 0) ready.push(to);
    }
  }
  return ranks;
}
