import type { FlowBox } from '../flow/flow';
import type { GraphEdge, GraphNode, StateGraph } from '../model/state-graph';
import { fonts, type PlacedEdge, type PlacedMark } from './layout';
import { wrapText } from './measure';

/** What is laid out together: boxes, and edges between them by their place in the list. */
export interface Part {
  readonly boxes: readonly PartBox[];
  readonly edges: readonly PartEdge[];
}

export type PartBox =
  | { readonly node: GraphNode }
  | { readonly mark: Pick<PlacedMark, 'kind' | 'text'>; readonly size: FlowBox };

export interface PartEdge {
  readonly from: number;
  readonly to: number;
  readonly kind: PlacedEdge['kind'];
  readonly label?: string;
  readonly dangling: boolean;
}

const DOT = { left: 8, right: 8, height: 16 } as const;
const POINT = { left: 0, right: 0, height: 0 } as const;

/** Start, all that can be reached, and the end if something leads there. In a container start and end are no dots. */
export function reachablePart(graph: StateGraph, parent: string | undefined): Part {
  const size = parent === undefined ? DOT : POINT;
  const start: PartBox = { mark: { kind: 'start', text: 'start' }, size };
  const builder = new PartBuilder(
    graph,
    graph.nodes.filter(({ reachable }) => reachable),
    [start],
  );
  if (graph.start !== undefined) {
    const to = builder.target(graph.start, 'missing', graph.start);
    builder.edges.push({ from: 0, to, kind: 'start', dangling: !graph.nodes.some(named(graph.start)) });
  }
  // A Succeed is an end to look at, but in a container the way goes on behind it.
  const end: FlowBox = parent === undefined ? DOT : { ...POINT, atEnd: true };
  builder.connect(({ ends, type }) => ends && (parent !== undefined || type !== 'Succeed'), end);
  return builder;
}

/** What no way leads to, with mentions of the states that it would go on to. */
export function unreachablePart(graph: StateGraph): Part {
  const nodes = graph.nodes.filter(({ reachable }) => !reachable);
  const builder = new PartBuilder(graph, nodes, []);
  builder.connect(({ ends, type }) => ends && type !== 'Succeed', DOT);
  return builder;
}

class PartBuilder implements Part {
  readonly boxes: PartBox[];
  readonly edges: PartEdge[] = [];
  private readonly places = new Map<string, number>();
  private end: number | undefined;

  constructor(
    private readonly graph: StateGraph,
    private readonly nodes: readonly GraphNode[],
    first: readonly PartBox[],
  ) {
    this.boxes = [...first];
    for (const node of nodes) this.places.set(node.name, this.boxes.push({ node }) - 1);
  }

  /** The place of a state; of a mark that stands for it where it is not in this part. */
  target(name: string, kind: 'missing' | 'mention', text: string): number {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    const { width, lines } = wrapText(text, fonts.detail, 160, 1);
    const half = Math.ceil(width / 2) + 12;
    const mark = { kind, text: lines[0] ?? '' };
    const place = this.boxes.push({ mark, size: { left: half, right: half, height: 26 } }) - 1;
    this.places.set(name, place);
    return place;
  }

  connect(leadsToEnd: (node: GraphNode) => boolean, endSize: FlowBox): void {
    const edgesOf = new Map<string, GraphEdge[]>();
    for (const edge of this.graph.edges) {
      const known = edgesOf.get(edge.from);
      if (known === undefined) edgesOf.set(edge.from, [edge]);
      else known.push(edge);
    }
    for (const node of this.nodes) {
      const from = this.places.get(node.name) ?? 0;
      const own = (edgesOf.get(node.name) ?? []).map(({ to, kind, label, dangling }): PartEdge => {
        const place = dangling ? this.target(to, 'missing', to) : this.target(to, 'mention', `→ ${to}`);
        return { from, to: place, kind, dangling, ...(label === undefined ? {} : { label }) };
      });
      const toEnd: PartEdge[] = leadsToEnd(node)
        ? [{ from, to: this.endPlace(endSize), kind: 'end', dangling: false }]
        : [];
      const errors = own.filter(({ kind }) => kind === 'catch');
      this.edges.push(...own.filter((edge) => !errors.includes(edge)), ...toEnd, ...errors);
    }
  }

  private endPlace(size: FlowBox): number {
    this.end ??= this.boxes.push({ mark: { kind: 'end', text: 'end' }, size }) - 1;
    return this.end;
  }
}

function named(name: string): (node: GraphNode) => boolean {
  return (node) => node.name === name;
}
