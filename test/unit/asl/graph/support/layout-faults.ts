import { type GraphLayout, layoutGraph, stateGraph, type StateGraph } from '../../../../../asl/graph';
import type { Rect } from '../../../../../asl/graph/layout/layout';
import type { StateMachine } from '../../../../../asl';

/** Whatever is wrong with the drawing of a definition, in words; empty where nothing is. */
export function layoutFaults(definition: StateMachine): string[] {
  const graph = stateGraph(definition);
  return faultsIn(graph, layoutGraph(graph));
}

export function faultsIn(graph: StateGraph, layout: GraphLayout): string[] {
  return [
    ...missingStates(graph, layout),
    ...outside(layout),
    ...overlaps(layout),
    ...astray(layout),
    ...edgeFaults(layout),
    ...labelFaults(layout),
  ];
}

function pathsOf(graph: StateGraph): string[] {
  return graph.nodes.flatMap(({ path, inner }) => [path, ...inner.flatMap(pathsOf)]);
}

function missingStates(graph: StateGraph, { states }: GraphLayout): string[] {
  const expected = pathsOf(graph).toSorted();
  const drawn = states.map(({ node }) => node.path).toSorted();
  return expected.join('\n') === drawn.join('\n') ? [] : [`drawn are ${drawn.join()}`];
}

interface Named extends Rect {
  readonly what: string;
  readonly path: string;
  readonly parent?: string;
}

function boxesOf({ states, marks }: GraphLayout): Named[] {
  return [
    ...states.map((state) => ({ ...state, what: state.node.path, path: state.node.path })),
    ...marks
      .filter(({ kind }) => kind !== 'apart')
      .map((mark) => ({ ...mark, what: `mark ${mark.kind} ${mark.text}`, path: '' })),
  ];
}

function outside(layout: GraphLayout): string[] {
  const { width, height, edges } = layout;
  const points = edges.flatMap((edge) => edge.points.map((point) => ({ ...point, width: 0, height: 0 })));
  const labels = edges.flatMap(({ label }) => (label === undefined ? [] : [label]));
  return [...boxesOf(layout), ...layout.marks, ...points, ...labels]
    .filter((one) => one.x < 0 || one.y < 0 || one.x + one.width > width || one.y + one.height > height)
    .map((one) => `outside of the picture: ${JSON.stringify(one)}`);
}

/** Whether two rectangles share more than a border. */
export function overlap(one: Rect, other: Rect): boolean {
  return (
    one.x + one.width > other.x + 0.5 &&
    other.x + other.width > one.x + 0.5 &&
    one.y + one.height > other.y + 0.5 &&
    other.y + other.height > one.y + 0.5
  );
}

function overlaps(layout: GraphLayout): string[] {
  const boxes = boxesOf(layout);
  const reachable = new Set(layout.states.filter(({ node }) => node.reachable).map(({ node }) => node.path));
  const frames = layout.marks.filter(({ kind }) => kind === 'apart');
  return [
    ...boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter((other) => one.parent === other.parent && overlap(one, other))
        .map((other) => `${one.what} overlaps ${other.what}`),
    ),
    ...frames.flatMap((frame) =>
      boxes
        .filter(({ path, parent }) => parent === frame.parent && reachable.has(path))
        .filter((box) => overlap(frame, box))
        .map((box) => `the frame of what is never reached overlaps ${box.what}`),
    ),
  ];
}

function astray(layout: GraphLayout): string[] {
  return boxesOf(layout).flatMap((box) => {
    const parent = layout.states.find(({ node }) => node.path === box.parent);
    if (parent === undefined) return box.parent === undefined ? [] : [`${box.what} has no parent`];
    const inside =
      box.x > parent.x &&
      box.x + box.width < parent.x + parent.width &&
      box.y >= parent.y + (parent.headHeight ?? 0) &&
      box.y + box.height < parent.y + parent.height;
    return inside ? [] : [`${box.what} is not inside of ${parent.node.path}`];
  });
}

function ancestors(layout: GraphLayout, path: string | undefined): Set<string> {
  const found = new Set<string>();
  let at = layout.states.find(({ node }) => node.path === path)?.parent;
  while (at !== undefined) {
    const parent = at;
    found.add(parent);
    at = layout.states.find(({ node }) => node.path === parent)?.parent;
  }
  return found;
}

function edgeFaults(layout: GraphLayout): string[] {
  const boxes = boxesOf(layout);
  return layout.edges.flatMap((edge) => {
    const name = `edge ${edge.from ?? edge.kind} -> ${edge.to ?? edge.kind}`;
    const faults: string[] = [];
    const [first] = edge.points;
    const last = edge.points.at(-1);
    if (first === undefined || last === undefined) return [`${name} has no points`];
    const from = layout.states.find(({ node }) => node.path === edge.from);
    const to = layout.states.find(({ node }) => node.path === edge.to);
    const atSide = from !== undefined && first.x === from.x + from.width && first.y > from.y;
    const atBottom = from !== undefined && Math.abs(first.y - from.y - from.height) < 0.1;
    if (from !== undefined && (edge.kind === 'catch' ? !atSide : !atBottom))
      faults.push(`${name} does not begin at its state`);
    if (to !== undefined && (Math.abs(last.y - to.y) > 0.1 || last.x < to.x || last.x > to.x + to.width))
      faults.push(`${name} does not end at its state`);
    const over = new Set([...ancestors(layout, edge.from), ...ancestors(layout, edge.to)]);
    for (const [index, point] of edge.points.entries()) {
      const before = edge.points[index - 1];
      if (before === undefined) continue;
      if (Math.abs(before.x - point.x) > 0.01 && Math.abs(before.y - point.y) > 0.01)
        faults.push(`${name} is slanted`);
      const segment = segmentRect(before, point);
      for (const box of boxes)
        if (!over.has(box.path) && overlap(segment, shrunk(box)))
          faults.push(`${name} runs through ${box.what}`);
    }
    return faults;
  });
}

function segmentRect(
  one: { readonly x: number; readonly y: number },
  other: { readonly x: number; readonly y: number },
): Rect {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  return {
    x: x - 0.6,
    y: y - 0.6,
    width: Math.abs(one.x - other.x) + 1.2,
    height: Math.abs(one.y - other.y) + 1.2,
  };
}

function shrunk({ x, y, width, height }: Rect): Rect {
  return { x: x + 1, y: y + 1, width: width - 2, height: height - 2 };
}

function labelFaults(layout: GraphLayout): string[] {
  const boxes = boxesOf(layout);
  const labelled = layout.edges.flatMap((edge) =>
    edge.label === undefined ? [] : [{ edge, label: edge.label, over: ancestors(layout, edge.from) }],
  );
  return labelled.flatMap(({ edge, label, over }, index) => {
    const name = `label ${label.text} of ${edge.from}`;
    return [
      ...boxes
        .filter((box) => !over.has(box.path) && overlap(label, box))
        .map((box) => `${name} overlaps ${box.what}`),
      ...labelled
        .slice(index + 1)
        .filter((other) => overlap(label, other.label))
        .map((other) => `${name} overlaps label ${other.label.text} of ${other.edge.from}`),
      ...layout.edges
        .filter(({ points }) =>
          points.some((point, at) => {
            const before = points[at - 1];
            return before !== undefined && overlap(segmentRect(before, point), label);
          }),
        )
        .map((other) => `${name} is crossed by edge ${other.from} -> ${other.to}`),
    ];
  });
}
