import { type FlowBox, type FlowEdge, spacing } from './flow';

/** Which edges use which side: those that lead back and errors do not share a line with the rest. */
export type Way = 'flow' | 'error' | 'loop-left' | 'loop-right';

const BESIDE = 16;

/** Where edges leave and enter a box, relative to its axis. */
export class Ports {
  private readonly leaving: ReadonlySet<Way>[];
  private readonly entering: ReadonlySet<Way>[];

  constructor(
    private readonly boxes: readonly FlowBox[],
    edges: readonly FlowEdge[],
    ways: readonly Way[],
  ) {
    const waysOf = (end: 'from' | 'to') => {
      const used = boxes.map(() => new Set<Way>());
      for (const [index, edge] of edges.entries()) used[edge[end]]?.add(ways[index] ?? 'flow');
      return used;
    };
    this.leaving = waysOf('from');
    this.entering = waysOf('to');
  }

  /** Errors leave beside the box. */
  exit(box: number, way: Way): number {
    if (way === 'error') return (this.boxes[box]?.right ?? 0) + spacing.errorLane;
    return this.leaving[box]?.has('flow') === true ? besideFlow(way) : 0;
  }

  enter(box: number, way: Way): number {
    const used = this.entering[box] ?? new Set<Way>();
    if (used.size < 2 || way === 'flow') return 0;
    const right = way === 'loop-right' && used.has('error') ? BESIDE : 0;
    return besideFlow(way) + right;
  }
}

function besideFlow(way: Way): number {
  if (way === 'flow') return 0;
  return way === 'loop-left' ? -BESIDE : BESIDE;
}
