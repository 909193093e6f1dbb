import { Contour } from './contour';
import { type DominatorTree, dominatorTree } from './dominators';
import { spacing } from './flow';
import type { Grid, Vertex } from './grid';
import { axisOf, type Block, besideEachOther, gather, main, type Placed } from './items';
import { straighten } from './straighten';
import { addLoopLanes, type Loop, type LoopLane } from './loop-lanes';

export interface Columns {
  /** Axis of each vertex, by its index. */
  readonly xs: readonly number[];
  readonly lanes: readonly PlacedLane[];
}

export interface PlacedLane extends LoopLane {
  readonly x: number;
}

/**
 * Places everything from left to right. A state's arms stand side by side below it in their order; where they meet
 * again, the meeting point comes back to the axis; errors stand to the right.
 */
export function placeColumns(grid: Grid, loops: readonly Loop[]): Columns {
  const tree = dominatorTree(grid.vertices);
  const blocks = new Map<Vertex, Block>();
  const offsets = new Map<Vertex, number>();
  const lanes: { readonly owner: Vertex | undefined; readonly lane: LoopLane }[] = [];

  const loopsOf = new Map<Vertex | undefined, Loop[]>();
  for (const loop of loops) {
    const owner = tree.meet(loop.from, loop.to);
    loopsOf.set(owner, [...(loopsOf.get(owner) ?? []), loop]);
  }
  const compose = (vertex: Vertex | undefined) => {
    const exit = vertex?.box === undefined ? 0 : vertex.right - spacing.besideBox;
    const items = gather(vertex, tree, blocks, offsets, exit);
    const row = besideEachOther(items, exit);
    const axis = mainAxis(row.placed);
    const contour =
      vertex === undefined ? Contour.empty() : Contour.of(vertex.level, vertex.left, vertex.right);
    contour.include(row.contour, -axis);
    for (const { item, dx } of row.placed)
      for (const child of item.children) offsets.set(child.vertex, child.dx + dx - axis);
    const own = loopsOf.get(vertex) ?? [];
    for (const lane of addLoopLanes(contour, own, (of) => distance(tree, offsets, of, vertex)))
      lanes.push({ owner: vertex, lane });
    if (vertex === undefined) return;
    blocks.set(vertex, { contour, line: vertex.box === undefined && items.every(({ line }) => line) });
  };
  for (const vertex of tree.order.toReversed()) compose(vertex);
  compose(undefined);

  const xs: number[] = grid.vertices.map(() => 0);
  const x = (vertex: Vertex | undefined) => (vertex === undefined ? 0 : (xs[vertex.index] ?? 0));
  for (const vertex of tree.order) xs[vertex.index] = x(tree.parentOf(vertex)) + (offsets.get(vertex) ?? 0);
  const placedLanes = lanes.map(({ owner, lane }) => ({ ...lane, x: x(owner) + lane.dx }));
  straighten(grid.vertices, xs, placedLanes);
  return { xs, lanes: placedLanes };
}

/** How far a vertex stands to the right of one that it hangs below. */
function distance(
  tree: DominatorTree,
  offsets: ReadonlyMap<Vertex, number>,
  of: Vertex,
  from: Vertex | undefined,
): number {
  let sum = 0;
  for (let at: Vertex | undefined = of; at !== undefined && at !== from; at = tree.parentOf(at))
    sum += offsets.get(at) ?? 0;
  return sum;
}

/** The axis goes on with the arm that leads furthest, or runs in the middle of those that lead equally far. */
function mainAxis(placed: readonly Placed[]): number {
  const candidates = main(placed);
  const bottom = Math.max(...candidates.map(({ item }) => item.contour.bottom));
  return axisOf(candidates.filter(({ item }) => item.contour.bottom === bottom));
}
