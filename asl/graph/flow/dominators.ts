import type { Vertex } from './grid';

/** Each vertex hangs below the last one that every way to it passes; `undefined` stands for the way's very start. */
export interface DominatorTree {
  readonly order: readonly Vertex[];
  parentOf(vertex: Vertex): Vertex | undefined;
  childrenOf(vertex: Vertex | undefined): readonly Vertex[];
  /** The nearest vertex that every way to any of the two passes. */
  meet(one: Vertex | undefined, other: Vertex | undefined): Vertex | undefined;
}

export function dominatorTree(vertices: readonly Vertex[]): DominatorTree {
  const order = vertices.toSorted((one, other) => one.level - other.level || one.index - other.index);
  const parents = new Map<Vertex, Vertex | undefined>();
  const depths = new Map<Vertex | undefined, number>([[undefined, 0]]);
  const children = new Map<Vertex | undefined, Vertex[]>();
  const depth = (vertex: Vertex | undefined) => depths.get(vertex) ?? 0;
  const up = (vertex: Vertex | undefined) => (vertex === undefined ? undefined : parents.get(vertex));
  const meet = (one: Vertex | undefined, other: Vertex | undefined): Vertex | undefined => {
    let [left, right] = [one, other];
    while (left !== right) {
      if (depth(left) >= depth(right)) left = up(left);
      else right = up(right);
    }
    return left;
  };
  for (const vertex of order) {
    const sources: (Vertex | undefined)[] = vertex.ins.map(({ from }) => from);
    const parent = sources.length === 0 ? undefined : sources.reduce(meet);
    parents.set(vertex, parent);
    depths.set(vertex, depth(parent) + 1);
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [vertex]);
    else siblings.push(vertex);
  }
  return { order, meet, parentOf: up, childrenOf: (vertex) => children.get(vertex) ?? [] };
}
