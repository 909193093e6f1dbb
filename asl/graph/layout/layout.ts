import type { Point } from '../flow/flow';
import type { GraphEdge, GraphNode } from '../model/state-graph';

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where everything of a graph stands, in pixels from the top left corner. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  /** A container before what stands in it. */
  readonly states: readonly PlacedState[];
  readonly marks: readonly PlacedMark[];
  readonly edges: readonly PlacedEdge[];
}

export interface PlacedState extends Rect {
  readonly node: GraphNode;
  /** Path of the Parallel or Map that it stands in. */
  readonly parent?: string;
  readonly name: readonly string[];
  readonly detail: string;
  /** `↻ 3`: how often it is tried again. */
  readonly retries?: string;
  /** A container's height without what stands in it. */
  readonly headHeight?: number;
}

/** Start and end; a target that is missing; a mention of a state that is drawn elsewhere; the frame of what is never reached. */
export interface PlacedMark extends Rect {
  readonly kind: 'start' | 'end' | 'missing' | 'mention' | 'apart';
  readonly text: string;
  readonly parent?: string;
}

export interface PlacedEdge {
  /** Paths; absent where a start or end mark, a fork or a join is meant. */
  readonly from?: string;
  readonly to?: string;
  readonly kind: GraphEdge['kind'] | 'start' | 'end';
  readonly loop: boolean;
  readonly dangling: boolean;
  readonly points: readonly Point[];
  /** Where it flows into a line that another edge draws: the number of points up to there. */
  readonly joinsAfter?: number;
  /** Whether its end is a state or mark, not a join. */
  readonly arrow: boolean;
  readonly label?: PlacedLabel;
}

export interface PlacedLabel extends Rect {
  readonly lines: readonly string[];
  readonly text: string;
  /** The side of the line that it stands on. */
  readonly side: 'left' | 'right';
}

export const fonts = {
  name: 13,
  detail: 11,
  label: 11,
  nameLine: 16,
  detailLine: 15,
  labelLine: 14,
} as const;
