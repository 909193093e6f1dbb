import type { StateGraph } from '../model/state-graph';
import type { GraphLayout } from './layout';
import { sketchMachine } from './machine';
import { moveMachine } from './sketch';

const MARGIN = 20;

/** Places a graph from top to bottom, containers with all that stands in them. The same graph always gives the same. */
export function layoutGraph(graph: StateGraph): GraphLayout {
  const machine = sketchMachine(graph);
  const { sketch, entries, exits } = moveMachine(machine, MARGIN - machine.left, MARGIN);
  return {
    width: Math.ceil(machine.right - machine.left + 2 * MARGIN),
    height: Math.ceil(machine.height + 2 * MARGIN),
    states: sketch.states,
    marks: sketch.marks,
    edges: [...entries, ...sketch.edges, ...exits],
  };
}
