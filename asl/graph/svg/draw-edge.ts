import type { Point } from '../flow/flow';
import { fonts, type PlacedEdge } from '../layout/layout';
import { text } from './draw-state';
import { escapeXml, px } from './xml';

const RADIUS = 7;
const HEAD = { length: 8, half: 4 } as const;

/** A line with rounded corners, its arrow's head, which always points down, and its text. */
export function drawEdge(edge: PlacedEdge): string {
  const { kind, loop, dangling, label } = edge;
  const classes = ['edge', kind, ...(loop ? ['loop'] : []), ...(dangling ? ['dangling'] : [])];
  const joins = edge.joinsAfter !== undefined;
  const points = corners(edge.points.slice(0, edge.joinsAfter));
  const head = edge.arrow && !joins ? points.at(-1) : undefined;
  const ends = [
    ...(edge.from === undefined ? [] : [` data-from="${escapeXml(edge.from)}"`]),
    ...(edge.to === undefined ? [] : [` data-to="${escapeXml(edge.to)}"`]),
  ].join('');
  return [
    `<g class="${classes.join(' ')}"${ends}>`,
    points.length < 2 ? '' : `<path class="line" d="${linePath(points, head !== undefined)}"/>`,
    head === undefined ? '' : drawHead(head),
    ...(label?.lines ?? []).map((line, index) => {
      const y = (label?.y ?? 0) + index * fonts.labelLine + 10.5;
      const [x, width] = [label?.x ?? 0, label?.width ?? 0];
      return label?.side === 'left' ? text('label', x + width, y, line, 'end') : text('label', x, y, line);
    }),
    label === undefined ? '' : `<title>${escapeXml(label.text)}</title>`,
    '</g>',
  ].join('');
}

function drawHead({ x, y }: Point): string {
  return `<path class="head" d="M${px(x - HEAD.half)} ${px(y - HEAD.length)}L${px(x)} ${px(y)}L${px(x + HEAD.half)} ${px(y - HEAD.length)}z"/>`;
}

/** The points where the direction changes, and both ends. */
function corners(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last !== undefined && same(last, point)) continue;
    if (before !== undefined && last !== undefined && straight(before, last, point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

function same(one: Point, other: Point): boolean {
  return Math.abs(one.x - other.x) < 0.05 && Math.abs(one.y - other.y) < 0.05;
}

function straight(one: Point, two: Point, three: Point): boolean {
  return Math.abs((two.x - one.x) * (three.y - two.y) - (two.y - one.y) * (three.x - two.x)) < 0.05;
}

function linePath(points: readonly Point[], withHead: boolean): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${px(point.x)} ${px(point.y)}`;
      if (after === undefined) return `L${px(point.x)} ${px(point.y - (withHead ? HEAD.length - 1 : 0))}`;
      const [near, far] = [towards(point, before), towards(point, after)];
      return `L${px(near.x)} ${px(near.y)}Q${px(point.x)} ${px(point.y)} ${px(far.x)} ${px(far.y)}`;
    })
    .join('');
}

/** The point where the rounding of a corner begins. */
function towards(corner: Point, other: Point): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y);
  const share = Math.min(RADIUS, length / 2) / length;
  return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share };
}
