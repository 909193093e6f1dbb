import { type FlowBox, type FlowEdge, spacing } from './flow';
import { rankNodes } from './ranks';

/** A place in one level: a box or a part of a tall one, an edge's text, or an edge that passes. */
export interface Vertex {
  readonly index: number;
  readonly level: number;
  /** Room to both sides of the axis, with half of the distance to the neighbour. */
  readonly left: number;
  readonly right: number;
  readonly box?: number;
  readonly ins: Link[];
  readonly outs: Link[];
}

export interface Link {
  readonly from: Vertex;
  readonly to: Vertex;
  readonly error: boolean;
}

/** The graph on levels, where each link leads from one level to the next. Level 0 is left free. */
export interface Grid {
  readonly vertices: readonly Vertex[];
  readonly levelCount: number;
  /** Levels that hold texts only. */
  readonly labelLevels: ReadonlySet<number>;
  /** By box, from top to bottom. */
  readonly parts: readonly (readonly Vertex[])[];
  /** By edge: all vertices on its way; empty for one that leads back. */
  readonly ways: readonly (readonly Vertex[])[];
}

export function buildGrid(
  boxes: readonly FlowBox[],
  edges: readonly FlowEdge[],
  back: ReadonlySet<number>,
  spans: readonly number[],
): Grid {
  const ranks = rankNodes(spans, edges, back);
  const bottom = boxes.reduce(
    (lowest, box, node) =>
      box.atEnd === true ? lowest : Math.max(lowest, (ranks[node] ?? 0) + (spans[node] ?? 1)),
    0,
  );
  for (const [node, { atEnd }] of boxes.entries()) if (atEnd === true) ranks[node] = bottom;
  const lastRank = (node: number) => (ranks[node] ?? 0) + (spans[node] ?? 1) - 1;
  const labelled = new Set(
    edges
      .filter(({ label }, index) => label !== undefined && !back.has(index))
      .map(({ from }) => lastRank(from)),
  );
  const levels = levelsOf(Math.max(0, ...boxes.map((_, node) => lastRank(node))), labelled);
  const levelOf = (rank: number) => levels[rank] ?? 0;

  const vertices: Vertex[] = [];
  const add = (level: number, left: number, right: number, box?: number): Vertex => {
    const vertex: Vertex = {
      index: vertices.length,
      level,
      left,
      right,
      ...(box === undefined ? {} : { box }),
      ins: [],
      outs: [],
    };
    vertices.push(vertex);
    return vertex;
  };
  const withErrors = new Set(edges.filter(({ error }) => error).map(({ from }) => from));
  const parts = boxes.map(({ left, right }, box) => {
    const margin = spacing.besideBox + (withErrors.has(box) ? spacing.errorLane : 0);
    const first = levelOf(ranks[box] ?? 0);
    const count = levelOf(lastRank(box)) - first + 1;
    return Array.from({ length: count }, (_, part) =>
      add(first + part, left + spacing.besideBox, right + margin, box),
    );
  });
  for (const chain of parts) linkAll(chain, false);

  /** Errors on their way to the same state share one line. */
  const shared = new Map<string, Vertex>();
  const pass = (edge: FlowEdge, level: number): Vertex => {
    const key = `${edge.to} ${level}`;
    const known = edge.error ? shared.get(key) : undefined;
    if (known !== undefined) return known;
    const vertex = add(level, spacing.besideLine, spacing.besideLine);
    if (edge.error) shared.set(key, vertex);
    return vertex;
  };
  const ways = edges.map((edge, index) => {
    const source = parts[edge.from]?.at(-1);
    const target = parts[edge.to]?.[0];
    if (back.has(index) || source === undefined || target === undefined) return [];
    const way = [source];
    let level = source.level + 1;
    if (edge.label !== undefined)
      way.push(add(level++, spacing.besideLine, edge.label.width + spacing.besideLabel + spacing.besideLine));
    for (; level < target.level; level++) way.push(pass(edge, level));
    way.push(target);
    linkAll(way, edge.error);
    return way;
  });
  return {
    vertices,
    levelCount: vertices.reduce((most, { level }) => Math.max(most, level), 0) + 1,
    labelLevels: new Set([...labelled].map((rank) => levelOf(rank) + 1)),
    parts,
    ways,
  };
}

/** Level of each rank, counted from 1: a rank with labelled edges is followed by a level for their texts. */
function levelsOf(lastRank: number, labelled: ReadonlySet<number>): number[] {
  const levels: number[] = [];
  for (let rank = 0, level = 1; rank <= lastRank; rank++, level++) {
    levels.push(level);
    if (labelled.has(rank)) level++;
  }
  return levels;
}

function linkAll(way: readonly Vertex[], error: boolean): void {
  for (const [index, to] of way.entries()) {
    const from = way[index - 1];
    if (from === undefined || from.outs.some((link) => link.to === to && link.error === error)) continue;
    const link: Link = { from, to, error };
    from.outs.push(link);
    to.ins.push(link);
  }
}
