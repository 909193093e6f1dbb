import type { Columns, PlacedLane } from './columns';
import { type FlowBox, type FlowEdge, type Point, type Route, spacing } from './flow';
import type { Grid } from './grid';
import type { Way } from './ports';
import type { Rows } from './rows';
import type { Wire } from './channels';
import type { Wiring } from './wires';

export interface Plan {
  readonly grid: Grid;
  readonly boxes: readonly FlowBox[];
  readonly edges: readonly FlowEdge[];
  readonly columns: Columns;
  readonly rows: Rows;
  readonly ways: readonly Way[];
  readonly wiring: Wiring;
}

/** The points of every edge. A line that several edges share belongs to the first of them. */
export function routeEdges(plan: Plan): Route[] {
  const drawn = new Set<Wire>();
  const lanes = new Map<number, PlacedLane>();
  for (const lane of plan.columns.lanes) for (const { edge } of lane.loops) lanes.set(edge, lane);
  return plan.edges.map((edge, index) => {
    const lane = lanes.get(index);
    return lane === undefined ? routeDown(plan, edge, index, drawn) : routeBack(plan, edge, index, lane);
  });
}

function routeDown(plan: Plan, edge: FlowEdge, index: number, drawn: Set<Wire>): Route {
  const { grid, rows, wiring } = plan;
  const way = grid.ways[index] ?? [];
  const wires = wiring.wiresOf[index] ?? [];
  const points = startOf(plan, edge, index);
  let joinsAfter: number | undefined;
  for (const [step, { channel, wire }] of wires.entries()) {
    if (joinsAfter === undefined && drawn.has(wire)) {
      if (step > 0) points.push(after(points, wire.x1, rows.tops[channel - 1] ?? 0));
      joinsAfter = points.length;
    }
    drawn.add(wire);
    points.push(...across(plan, channel, wire));
  }
  points.push(...endOf(plan, edge, wires.at(-1)?.wire));
  const holder = edge.label === undefined ? undefined : way[1];
  const label =
    holder === undefined
      ? undefined
      : {
          x: (plan.columns.xs[holder.index] ?? 0) + spacing.besideLabel,
          y: rows.tops[holder.level] ?? 0,
        };
  return {
    points,
    loop: false,
    ...(joinsAfter === undefined ? {} : { joinsAfter }),
    ...(label === undefined ? {} : { label }),
  };
}

function routeBack(plan: Plan, edge: FlowEdge, index: number, lane: PlacedLane): Route {
  const { rows, wiring } = plan;
  const level = plan.grid.parts[edge.from]?.at(-1)?.level ?? 0;
  const top = rows.tops[level] ?? 0;
  const [under, over] = wiring.wiresOf[index] ?? [];
  const points = startOf(plan, edge, index);
  if (under !== undefined) points.push(...across(plan, under.channel, under.wire));
  points.push(after(points, lane.x, top));
  const joinsAfter = lane.loops[0]?.edge === index ? undefined : points.length;
  if (over !== undefined) points.push(...across(plan, over.channel, over.wire));
  points.push(...endOf(plan, edge, over?.wire));
  const { label } = edge;
  if (label === undefined) return { points, loop: true, ...(joinsAfter === undefined ? {} : { joinsAfter }) };
  const x = lane.side === 'right' ? lane.x + spacing.besideLabel : lane.x - spacing.besideLabel - label.width;
  const y = top + ((rows.heights[level] ?? 0) - label.height) / 2;
  return {
    points,
    loop: true,
    label: { x, y },
    labelSide: lane.side,
    ...(joinsAfter === undefined ? {} : { joinsAfter }),
  };
}

/** A point on a line that is met, just behind the corner. */
function after(points: readonly Point[], x: number, y: number): Point {
  const corner = points.at(-1);
  if (corner === undefined) return { x, y };
  return { x, y: corner.y + Math.sign(y - corner.y) * Math.min(Math.abs(y - corner.y), spacing.track) };
}

/** From the middle of the lower border; an error from the right border. */
function startOf(plan: Plan, edge: FlowEdge, index: number): Point[] {
  const first = plan.grid.parts[edge.from]?.[0];
  const box = plan.boxes[edge.from];
  const start = plan.wiring.wiresOf[index]?.[0]?.wire.x1;
  if (first === undefined || box === undefined || start === undefined) return [];
  const top = plan.rows.tops[first.level] ?? 0;
  if (!edge.error) return [{ x: start, y: top + box.height }];
  const y = top + (box.height > TALL ? box.height - FROM_BOTTOM : box.height / 2);
  return [
    { x: (plan.columns.xs[first.index] ?? 0) + box.right, y },
    { x: start, y },
  ];
}

/** Errors of a tall box leave near its lower end. */
const TALL = 70;
const FROM_BOTTOM = 20;

function endOf(plan: Plan, edge: FlowEdge, last: Wire | undefined): Point[] {
  const level = plan.grid.parts[edge.to]?.[0]?.level;
  return last === undefined || level === undefined ? [] : [{ x: last.x2, y: plan.rows.tops[level] ?? 0 }];
}

function across(plan: Plan, channel: number, wire: Wire): Point[] {
  const track = plan.wiring.channels[channel]?.trackOf(wire);
  if (track === undefined) return [];
  const y = (plan.rows.trackTops[channel] ?? 0) + track * spacing.track;
  return [
    { x: wire.x1, y },
    { x: wire.x2, y },
  ];
}
