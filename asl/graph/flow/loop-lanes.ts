import type { Contour } from './contour';
import { type Size, spacing } from './flow';
import type { Vertex } from './grid';

/** An edge that leads back up. */
export interface Loop {
  readonly edge: number;
  /** The lowest part of the source, the highest of the target. */
  readonly from: Vertex;
  readonly to: Vertex;
  readonly error: boolean;
  readonly label?: Size;
}

/** A vertical line beside everything between source and target; loops to the same state share it. */
export interface LoopLane {
  /** The one from the lowest source first. */
  readonly loops: readonly Loop[];
  readonly side: 'left' | 'right';
  /** From the axis of the vertex that holds the lane. */
  readonly dx: number;
}

/** Makes lanes outside of all that the contour holds on their levels, short ones inside of long ones. */
export function addLoopLanes(
  contour: Contour,
  loops: readonly Loop[],
  xOf: (vertex: Vertex) => number,
): LoopLane[] {
  const bundles: { readonly side: LoopLane['side']; readonly loops: Loop[] }[] = [];
  for (const loop of loops.toSorted((one, other) => other.from.level - one.from.level)) {
    const side = loop.error || xOf(loop.from) > xOf(loop.to) + 1 ? 'right' : 'left';
    const bundle = bundles.find((known) => known.side === side && known.loops.every(joins(loop)));
    if (bundle === undefined) bundles.push({ side, loops: [loop] });
    else bundle.loops.push(loop);
  }
  return bundles
    .toSorted((one, other) => lengthOf(one.loops) - lengthOf(other.loops))
    .map(({ side, loops: bundled }) => ({ loops: bundled, side, dx: addLane(contour, side, bundled) }));
}

/** Texts of one lane need levels of their own. */
function joins(loop: Loop): (known: Loop) => boolean {
  return ({ to, error, from, label }) =>
    to === loop.to &&
    error === loop.error &&
    (label === undefined || loop.label === undefined || from.level !== loop.from.level);
}

function lengthOf([longest]: readonly Loop[]): number {
  return longest === undefined ? 0 : longest.from.level - longest.to.level;
}

/** The text of a lane stands on its outer side. */
function addLane(contour: Contour, side: LoopLane['side'], loops: readonly Loop[]): number {
  const top = Math.min(...loops.map(({ to }) => to.level));
  const bottom = Math.max(...loops.map(({ from }) => from.level));
  let edge = side === 'left' ? Infinity : -Infinity;
  for (let at = top; at <= bottom; at++)
    edge = side === 'left' ? Math.min(edge, contour.leftAt(at)) : Math.max(edge, contour.rightAt(at));
  const outwards = side === 'left' ? -1 : 1;
  const dx = edge + outwards * spacing.besideLine;
  for (let at = top; at <= bottom; at++) contour.add(at, dx - spacing.besideLine, dx + spacing.besideLine);
  for (const { from, label } of loops) {
    if (label === undefined) continue;
    const end = dx + outwards * (label.width + spacing.besideLabel + spacing.besideLine);
    contour.add(from.level, Math.min(dx, end), Math.max(dx, end));
  }
  return dx;
}
