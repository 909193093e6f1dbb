import type { StateGraph } from '../model/state-graph';
import { fonts, type PlacedMark } from './layout';
import { textWidth } from './measure';
import { type MachineSketch, moveMachine, type Sketch, together } from './sketch';
import { sketchPart } from './part-sketch';
import { reachablePart, unreachablePart } from './parts';

const APART = { distance: 36, padding: 16, head: 30, text: 'never reached' } as const;

/** `parent` is the path of the container that it stands in; without it start and end are dots. */
export function sketchMachine(graph: StateGraph, parent?: string): MachineSketch {
  const main = sketchPart(reachablePart(graph, parent), parent, sketchMachine);
  const rest = unreachablePart(graph);
  if (rest.boxes.length === 0) return main;
  const part = sketchPart(rest, parent, sketchMachine);
  const width = Math.max(part.right - part.left, textWidth(APART.text, fonts.detail)) + 2 * APART.padding;
  const x = main.right + APART.distance;
  const frame: PlacedMark = {
    kind: 'apart',
    text: APART.text,
    x,
    y: 0,
    width,
    height: part.height + APART.head + APART.padding,
    ...(parent === undefined ? {} : { parent }),
  };
  const { sketch, entries, exits } = moveMachine(part, x + APART.padding - part.left, APART.head);
  const inside: Sketch = { ...sketch, edges: [...sketch.edges, ...entries, ...exits] };
  return {
    ...main,
    sketch: together([main.sketch, { states: [], marks: [frame], edges: [] }, inside]),
    right: x + width,
    height: Math.max(main.height, frame.height),
  };
}
