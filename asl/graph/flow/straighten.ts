import type { Vertex } from './grid';
import type { PlacedLane } from './columns';
import { spacing } from './flow';

/** A bend of less than this looks like a mistake. */
const SMALL = 26;

/** How much nearer than usual things may come to each other for a straight line. */
const SLACK = 8;

/**
 * Moves lines that pass between boxes onto the axis of what they lead to, where only a small bend is between them and
 * nothing stands in the way; lines of errors also where the bend is wide. Changes `xs`.
 */
export function straighten(vertices: readonly Vertex[], xs: number[], lanes: readonly PlacedLane[]): void {
  const room = new Room(vertices, xs, lanes);
  const x = (vertex: Vertex) => xs[vertex.index] ?? 0;
  const fromBelow = vertices.toSorted((one, other) => other.level - one.level || one.index - other.index);
  for (const target of fromBelow) {
    for (const { from, error } of target.ins) {
      if (x(from) === x(target) || (error && target.box !== undefined)) continue;
      if (!error && Math.abs(x(from) - x(target)) > SMALL) continue;
      const line = error ? [from].filter(isLine) : lineUp(from);
      if (line.every((vertex) => room.holds(vertex, x(target))))
        for (const vertex of line) xs[vertex.index] = x(target);
    }
  }
}

/** What stands on each level. */
class Room {
  private readonly rows = new Map<number, Vertex[]>();
  private readonly lanes = new Map<number, [left: number, right: number][]>();

  constructor(
    vertices: readonly Vertex[],
    private readonly xs: readonly number[],
    lanes: readonly PlacedLane[],
  ) {
    for (const vertex of vertices) {
      const row = this.rows.get(vertex.level) ?? [];
      this.rows.set(vertex.level, row);
      row.push(vertex);
    }
    for (const { loops, x, side } of lanes) {
      const bottom = loops[0]?.from.level ?? 0;
      for (let level = loops[0]?.to.level ?? 0; level <= bottom; level++) {
        const label = loops.find(({ from }) => from.level === level)?.label;
        const text = label === undefined ? 0 : label.width + spacing.besideLabel;
        const [left, right] = side === 'left' ? [text, 0] : [0, text];
        const row = this.lanes.get(level) ?? [];
        this.lanes.set(level, row);
        row.push([x - left - spacing.besideLine, x + right + spacing.besideLine]);
      }
    }
  }

  /** Whether a vertex can stand at `x` beside all others of its level. */
  holds(vertex: Vertex, x: number): boolean {
    const [from, to] = [x - vertex.left, x + vertex.right];
    const free = (left: number, right: number) => right <= from + SLACK || to <= left + SLACK;
    return (
      (this.rows.get(vertex.level) ?? []).every((other) => {
        const at = this.xs[other.index] ?? 0;
        return other === vertex || free(at - other.left, at + other.right);
      }) && (this.lanes.get(vertex.level) ?? []).every(([left, right]) => free(left, right))
    );
  }
}

function isLine({ box, outs }: Vertex): boolean {
  return box === undefined && outs.length === 1;
}

/** The line that ends with a vertex, from below, up to the box or meeting point that it comes from. */
function lineUp(end: Vertex): Vertex[] {
  const line: Vertex[] = [];
  for (let at: Vertex | undefined = end; at !== undefined; at = at.ins[0]?.from) {
    if (!isLine(at) || at.ins.length !== 1) break;
    line.push(at);
  }
  return line;
}
