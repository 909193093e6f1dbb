import type { FlowBox, FlowEdge, Route } from '../flow/flow';
import { layoutFlow } from '../flow/layout-flow';
import { containerBox } from './container-box';
import { fonts, type PlacedEdge, type PlacedLabel, type PlacedMark, type PlacedState } from './layout';
import { type Wrapped, wrapText } from './measure';
import type { Part, PartBox, PartEdge } from './parts';
import { type MachineSketch, moved, type Sketch, type SketchInner, together } from './sketch';
import { stateBox, type StateBox } from './state-box';

const MAX_LABEL = 165;

/** Lays a part out: its containers first, then all of it; relative to the axis and top of its first box. */
export function sketchPart(part: Part, parent: string | undefined, sketchInner: SketchInner): MachineSketch {
  const boxes = part.boxes.map((box): Box => {
    if (!('node' in box)) return box.size;
    return box.node.inner.length > 0 ? containerBox(box.node, sketchInner) : stateBox(box.node);
  });
  const texts = part.edges.map(({ label }) =>
    label === undefined ? undefined : wrapText(label, fonts.label, MAX_LABEL, 3),
  );
  const flow = layoutFlow(
    boxes,
    part.edges.map(({ from, to, kind }, index): FlowEdge => {
      const text = texts[index];
      return {
        from,
        to,
        error: kind === 'catch',
        ...(text === undefined
          ? {}
          : { label: { width: text.width, height: text.lines.length * fonts.labelLine } }),
      };
    }),
  );
  const origin = flow.boxes[0]?.x ?? 0;
  const at = (index: number) => flow.boxes[index] ?? { x: 0, y: 0 };
  const placed = part.boxes.map((box, index) => placeBox(box, boxes[index], at(index), parent));
  const edges = part.edges.map((edge, index) =>
    placeEdge(edge, flow.routes[index], texts[index], part.boxes, parent),
  );
  const ofKind = (kind: PlacedEdge['kind']) => edges.filter((edge) => edge.kind === kind);
  const shift = (list: readonly PlacedEdge[]) =>
    moved({ states: [], marks: [], edges: list }, -origin, 0).edges;
  const others = edges.filter(({ kind }) => kind !== 'start' && kind !== 'end');
  return {
    sketch: moved(together([...placed, { states: [], marks: [], edges: others }]), -origin, 0),
    entries: shift(ofKind('start')),
    exits: shift(ofKind('end')),
    left: flow.left - origin,
    right: flow.right - origin,
    height: flow.height,
  };
}

type Box = StateBox | FlowBox;

function placeBox(
  box: PartBox,
  size: Box | undefined,
  { x, y }: { readonly x: number; readonly y: number },
  parent: string | undefined,
): Sketch {
  if (size === undefined) return { states: [], marks: [], edges: [] };
  const rect = { x: x - size.left, y, width: size.left + size.right, height: size.height };
  const inParent = parent === undefined ? {} : { parent };
  if (!('node' in box)) {
    // In a container the way begins at its head and ends at its border.
    const marks: PlacedMark[] = size.height === 0 ? [] : [{ ...box.mark, ...rect, ...inParent }];
    return { states: [], marks, edges: [] };
  }
  if (!('text' in size)) return { states: [], marks: [], edges: [] };
  const { name, detail, retries } = size.text;
  const state: PlacedState = {
    ...rect,
    ...inParent,
    node: box.node,
    name,
    detail,
    ...(retries === undefined ? {} : { retries }),
    ...(size.headHeight === undefined ? {} : { headHeight: size.headHeight }),
  };
  const own: Sketch = { states: [state], marks: [], edges: [] };
  return size.inside === undefined ? own : together([own, moved(size.inside, x, y)]);
}

function placeEdge(
  edge: PartEdge,
  route: Route | undefined,
  text: Wrapped | undefined,
  boxes: readonly PartBox[],
  parent: string | undefined,
): PlacedEdge {
  const pathOf = (place: number) => {
    const box = boxes[place];
    return box !== undefined && 'node' in box ? box.node.path : undefined;
  };
  const [from, to] = [pathOf(edge.from), pathOf(edge.to)];
  const points = route?.points ?? [];
  const label = route?.label;
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    kind: edge.kind,
    loop: route?.loop ?? false,
    dangling: edge.dangling,
    points,
    ...(route?.joinsAfter === undefined ? {} : { joinsAfter: route.joinsAfter }),
    arrow: edge.kind !== 'end' || parent === undefined,
    ...(label === undefined || text === undefined || edge.label === undefined
      ? {}
      : { label: placeLabel(label, text, edge.label, route?.labelSide ?? 'right') }),
  };
}

function placeLabel(
  { x, y }: { readonly x: number; readonly y: number },
  { lines, width }: Wrapped,
  text: string,
  side: PlacedLabel['side'],
): PlacedLabel {
  return { x, y, width, height: lines.length * fonts.labelLine, lines, text, side };
}
