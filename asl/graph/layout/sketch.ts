import type { StateGraph } from '../model/state-graph';
import type { PlacedEdge, PlacedMark, PlacedState } from './layout';

/** A part of a drawing that can still be moved. */
export interface Sketch {
  readonly states: readonly PlacedState[];
  readonly marks: readonly PlacedMark[];
  readonly edges: readonly PlacedEdge[];
}

export function moved({ states, marks, edges }: Sketch, dx: number, dy: number): Sketch {
  const move = <T extends { readonly x: number; readonly y: number }>(one: T): T => ({
    ...one,
    x: one.x + dx,
    y: one.y + dy,
  });
  return {
    states: states.map(move),
    marks: marks.map(move),
    edges: edges.map((edge) => ({
      ...edge,
      points: edge.points.map(move),
      ...(edge.label === undefined ? {} : { label: move(edge.label) }),
    })),
  };
}

export function together(sketches: readonly Sketch[]): Sketch {
  return {
    states: sketches.flatMap(({ states }) => states),
    marks: sketches.flatMap(({ marks }) => marks),
    edges: sketches.flatMap(({ edges }) => edges),
  };
}

/** A machine, branch or processor, relative to its start's axis and top. */
export interface MachineSketch {
  readonly sketch: Sketch;
  /** The edges from its start and to its end, for whoever leads them on. */
  readonly entries: readonly PlacedEdge[];
  readonly exits: readonly PlacedEdge[];
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

/** Sketches what stands in a container, whose path is `parent`. */
export type SketchInner = (graph: StateGraph, parent: string) => MachineSketch;

export function moveMachine(machine: MachineSketch, dx: number, dy: number): MachineSketch {
  const edges = (list: readonly PlacedEdge[]) => moved({ states: [], marks: [], edges: list }, dx, dy).edges;
  return {
    sketch: moved(machine.sketch, dx, dy),
    entries: edges(machine.entries),
    exits: edges(machine.exits),
    left: machine.left + dx,
    right: machine.right + dx,
    height: machine.height,
  };
}
