/** Pixels, x to the right, y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A box to place: how far it reaches to both sides of its axis, where edges enter (top) and leave (bottom). */
export interface FlowBox {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  /** Stands below everything else. */
  readonly atEnd?: true;
}

export interface FlowEdge {
  readonly from: number;
  readonly to: number;
  /** Leaves at the box's right side, and runs apart from the rest. */
  readonly error: boolean;
  /** Room that its text needs; it gets a place beside the edge that nothing else takes. */
  readonly label?: Size;
}

export interface FlowLayout {
  /** Axis and top of each box. */
  readonly boxes: readonly Point[];
  readonly routes: readonly Route[];
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

export interface Route {
  /** Right-angled, from the border of the source to the top of the target. */
  readonly points: readonly Point[];
  /** Leads back to a state that comes before. */
  readonly loop: boolean;
  /** Where it flows into a line that another edge to the same target draws: the number of points up to there. */
  readonly joinsAfter?: number;
  /** The text's top left corner. */
  readonly label?: Point;
  readonly labelSide?: 'left' | 'right';
}

export const spacing = {
  /** Half of the room between two boxes side by side. */
  besideBox: 13,
  besideLine: 8,
  /** From a box's side to the line of its errors. */
  errorLane: 12,
  /** Between a line and its text. */
  besideLabel: 6,
  /** Between boxes one below the other, at least. */
  below: 30,
  track: 9,
  /** From a box to the first horizontal line below it. */
  aboveTracks: 12,
  /** From the last horizontal line to the arrow's head. */
  belowTracks: 16,
} as const;
