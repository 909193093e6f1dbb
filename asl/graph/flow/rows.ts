import { type FlowBox, type FlowEdge, spacing } from './flow';
import type { Grid } from './grid';
import type { Wiring } from './wires';

const ABOVE_LABEL = 4;
const BELOW_LABEL = 6;

/** Where levels and the channels above them begin. */
export interface Rows {
  readonly tops: readonly number[];
  readonly heights: readonly number[];
  /** The first horizontal line of each channel. */
  readonly trackTops: readonly number[];
  readonly height: number;
}

export function placeRows(
  grid: Grid,
  boxes: readonly FlowBox[],
  edges: readonly FlowEdge[],
  wiring: Wiring,
): Rows {
  const heights = Array.from({ length: grid.levelCount }, () => 0);
  const need = (level: number, height: number) => {
    heights[level] = Math.max(heights[level] ?? 0, height);
  };
  for (const [index, { from, label }] of edges.entries()) {
    const holder = grid.ways[index]?.[1] ?? grid.parts[from]?.at(-1);
    if (label !== undefined && holder !== undefined) need(holder.level, label.height);
  }
  const tall: { readonly first: number; readonly last: number; readonly height: number }[] = [];
  for (const [index, parts] of grid.parts.entries()) {
    const [first] = parts;
    const height = boxes[index]?.height ?? 0;
    if (first === undefined) continue;
    if (parts.length === 1) need(first.level, height);
    else tall.push({ first: first.level, last: first.level + parts.length - 1, height });
  }

  const tops: number[] = [];
  const trackTops: number[] = [];
  let y = 0;
  for (let level = 0; level <= grid.levelCount; level++) {
    trackTops.push(y + (grid.labelLevels.has(level - 1) ? BELOW_LABEL : spacing.aboveTracks));
    const tracks = wiring.channels[level]?.trackCount ?? 0;
    const closing = level === grid.levelCount - 1 && heights[level] === 0;
    y += closing ? closingHeight(tracks) : channelHeight(level, grid, tracks);
    tops.push(y);
    for (const { first, last, height } of tall)
      if (last === level) need(level, height - (y - (tops[first] ?? y)));
    y += heights[level] ?? 0;
  }
  return { tops, heights, trackTops, height: y };
}

/** Above a last level that is nothing but a point where lines meet. */
function closingHeight(tracks: number): number {
  return tracks === 0 ? 4 : (tracks - 1) * spacing.track + spacing.aboveTracks + 4;
}

function channelHeight(level: number, grid: Grid, tracks: number): number {
  const width = (tracks - 1) * spacing.track;
  const outside = level <= 1 || level === grid.levelCount;
  if (outside) return tracks === 0 ? 0 : width + spacing.aboveTracks + (level <= 1 ? spacing.belowTracks : 0);
  if (grid.labelLevels.has(level)) return tracks === 0 ? 8 : width + spacing.aboveTracks + ABOVE_LABEL;
  if (grid.labelLevels.has(level - 1)) return spacing.belowTracks + (tracks === 0 ? 0 : width + BELOW_LABEL);
  return Math.max(spacing.below, tracks === 0 ? 0 : width + spacing.aboveTracks + spacing.belowTracks);
}
