import { findBackEdges } from './back-edges';
import { type Columns, placeColumns } from './columns';
import { type FlowBox, type FlowEdge, type FlowLayout, spacing } from './flow';
import { buildGrid, type Grid } from './grid';
import type { Loop } from './loop-lanes';
import { Ports, type Way } from './ports';
import { routeEdges } from './routes';
import { placeRows } from './rows';
import { wireUp, type Wiring } from './wires';

/**
 * Lays any directed graph out from top to bottom, with right-angled edges that cross no box and texts that lie on
 * nothing. Ways start at box 0; the order of edges is their order from left to right. At least one box.
 */
export function layoutFlow(boxes: readonly FlowBox[], edges: readonly FlowEdge[]): FlowLayout {
  const back = findBackEdges(boxes.length, edges);
  const tall = boxes.map(({ height }) => Math.max(1, Math.floor((height + spacing.below) / RANK_HEIGHT)));
  const plan = planFlow(boxes, edges, back, tall);
  if (!cutsBox(boxes, plan)) return finish(boxes, edges, plan);
  return finish(
    boxes,
    edges,
    planFlow(
      boxes,
      edges,
      back,
      tall.map(() => 1),
    ),
  );
}

/** About what a box and the edges below it take. */
const RANK_HEIGHT = 96;

interface FlowPlan {
  readonly grid: Grid;
  readonly columns: Columns;
  readonly ways: readonly Way[];
  readonly wiring: Wiring;
}

function planFlow(
  boxes: readonly FlowBox[],
  edges: readonly FlowEdge[],
  back: ReadonlySet<number>,
  spans: readonly number[],
): FlowPlan {
  const grid = buildGrid(boxes, edges, back, spans);
  const loops = edges.flatMap(({ from, to, error, label }, edge): Loop[] => {
    const [source, target] = [grid.parts[from]?.at(-1), grid.parts[to]?.[0]];
    if (!back.has(edge) || source === undefined || target === undefined) return [];
    return [{ edge, from: source, to: target, error, ...(label === undefined ? {} : { label }) }];
  });
  const columns = placeColumns(grid, loops);
  const ways: Way[] = edges.map(({ error }) => (error ? 'error' : 'flow'));
  for (const { side, loops: bundled } of columns.lanes)
    for (const { edge, error } of bundled) if (!error) ways[edge] = `loop-${side}`;
  return { grid, columns, ways, wiring: wireUp(grid, edges, columns, new Ports(boxes, edges, ways), ways) };
}

/** Whether some horizontal line runs through a tall box, between two of its levels. */
function cutsBox(boxes: readonly FlowBox[], { grid, columns, wiring }: FlowPlan): boolean {
  return grid.parts.some((parts, index) =>
    parts.slice(1).some(({ level, index: vertex }) => {
      const x = columns.xs[vertex] ?? 0;
      const [left, right] = [x - (boxes[index]?.left ?? 0), x + (boxes[index]?.right ?? 0)];
      const reaches = wiring.channels[level]?.reaches ?? [];
      return reaches.some(
        ([from, to]) => from < right + spacing.besideLine && to > left - spacing.besideLine,
      );
    }),
  );
}

function finish(boxes: readonly FlowBox[], edges: readonly FlowEdge[], plan: FlowPlan): FlowLayout {
  const { grid, columns } = plan;
  const rows = placeRows(grid, boxes, edges, plan.wiring);
  const routes = routeEdges({ ...plan, boxes, edges, rows });
  const placed = grid.parts.map(([first]) => ({
    x: columns.xs[first?.index ?? 0] ?? 0,
    y: rows.tops[first?.level ?? 0] ?? 0,
  }));
  const xs = [
    ...placed.flatMap(({ x }, index) => [x - (boxes[index]?.left ?? 0), x + (boxes[index]?.right ?? 0)]),
    ...routes.flatMap(({ points, label }, index) => [
      ...points.map(({ x }) => x),
      ...(label === undefined ? [] : [label.x, label.x + (edges[index]?.label?.width ?? 0)]),
    ]),
  ];
  return {
    boxes: placed,
    routes,
    left: xs.reduce((least, x) => Math.min(least, x)),
    right: xs.reduce((most, x) => Math.max(most, x)),
    height: rows.height,
  };
}
