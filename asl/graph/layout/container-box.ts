import type { Point } from '../flow/flow';
import { middle } from '../flow/items';
import type { GraphNode } from '../model/state-graph';
import type { PlacedEdge } from './layout';
import { moveMachine, type SketchInner, together } from './sketch';
import { type StateBox, stateText } from './state-box';

const PADDING = 16;
const BETWEEN = 26;
/** Height of the lines that lead from the head to several branches, and from them to the end. */
const FORK = 14;
const MAX_HEAD_TEXT = 320;

/** A Parallel or Map with its branches side by side, from a fork below its head to a join at its lower border. */
export function containerBox(node: GraphNode, sketchInner: SketchInner): StateBox {
  const text = stateText(node, MAX_HEAD_TEXT);
  const branches = node.inner.map((graph) => sketchInner(graph, node.path));
  const starts: number[] = [];
  let end = 0;
  for (const branch of branches) {
    starts.push(end - branch.left);
    end += branch.right - branch.left + BETWEEN;
  }
  const inner = Math.max(0, end - BETWEEN);
  const axis = middle(starts);
  const missing = Math.ceil(Math.max(0, text.width - inner - 2 * PADDING) / 2);
  const fork = branches.length > 1 ? FORK : 0;
  const top = text.height + fork;
  const bottom = top + Math.max(0, ...branches.map(({ height }) => height)) + fork;
  const height = bottom + PADDING - (fork > 0 ? 4 : 0);
  const inside = branches.map((branch, index) => {
    const dx = (starts[index] ?? 0) - axis;
    const { sketch, entries, exits } = moveMachine(branch, dx, top);
    return together([
      sketch,
      { states: [], marks: [], edges: entries.map(leadIn({ x: 0, y: text.height }, top)) },
      { states: [], marks: [], edges: exits.map(leadOut({ x: 0, y: height }, bottom)) },
    ]);
  });
  return {
    left: axis + PADDING + missing,
    right: inner - axis + PADDING + missing,
    height,
    text,
    headHeight: text.height,
    inside: together(inside),
  };
}

/** Lets a branch's first edge begin at the container's head. */
function leadIn(head: Point, forkY: number): (edge: PlacedEdge) => PlacedEdge {
  return (edge) => {
    const [start] = edge.points;
    if (start === undefined) return edge;
    const turn = start.x === head.x ? [] : [{ x: head.x, y: forkY }];
    return { ...edge, points: [head, ...turn, ...edge.points] };
  };
}

/** Lets a branch's last edges end at the container's lower border. */
function leadOut(border: Point, joinY: number): (edge: PlacedEdge) => PlacedEdge {
  return (edge) => {
    const end = edge.points.at(-1);
    if (end === undefined) return edge;
    const turn =
      end.x === border.x
        ? []
        : [
            { x: end.x, y: joinY },
            { x: border.x, y: joinY },
          ];
    return { ...edge, points: [...edge.points, ...turn, border] };
  };
}
