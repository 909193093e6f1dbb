import type { Columns, PlacedLane } from './columns';
import type { FlowEdge } from './flow';
import type { Grid, Vertex } from './grid';
import type { Ports, Way } from './ports';
import { type Channel, routeChannel, type Wire } from './channels';

/** Channel `n` lies above level `n`. */
export interface Wiring {
  readonly channels: readonly Channel[];
  /** By edge, the wires on its way from the source to the target. */
  readonly wiresOf: readonly (readonly { readonly channel: number; readonly wire: Wire }[])[];
}

export function wireUp(
  grid: Grid,
  edges: readonly FlowEdge[],
  columns: Columns,
  ports: Ports,
  ways: readonly Way[],
): Wiring {
  const wires = Array.from({ length: grid.levelCount + 1 }, () => new Map<string, Wire>());
  const add = (channel: number, wire: Wire) => {
    const key = `${wire.from} ${wire.to}`;
    const known = wires[channel]?.get(key) ?? wire;
    wires[channel]?.set(key, known);
    return { channel, wire: known };
  };
  const x = (vertex: Vertex) => columns.xs[vertex.index] ?? 0;
  const exit = (vertex: Vertex, way: Way) =>
    vertex.box === undefined
      ? { key: `${vertex.index}`, x: x(vertex) }
      : { key: `${vertex.index} ${way}`, x: x(vertex) + ports.exit(vertex.box, way) };
  const enter = (vertex: Vertex, way: Way) =>
    vertex.box === undefined
      ? { key: `${vertex.index}`, x: x(vertex) }
      : { key: `${vertex.index} ${way}`, x: x(vertex) + ports.enter(vertex.box, way) };

  const laneOf = new Map<number, { lane: PlacedLane; key: string }>();
  for (const [index, lane] of columns.lanes.entries())
    for (const { edge } of lane.loops) laneOf.set(edge, { lane, key: `lane ${index}` });

  const wiresOf = edges.map((edge, index) => {
    const way = ways[index] ?? 'flow';
    const loop = laneOf.get(index);
    const source = grid.parts[edge.from]?.at(-1);
    const target = grid.parts[edge.to]?.[0];
    if (source === undefined || target === undefined) return [];
    if (loop !== undefined) {
      const [start, end] = [exit(source, way), enter(target, way)];
      const { lane, key } = loop;
      return [
        add(source.level + 1, { shape: 'under', from: start.key, to: key, x1: start.x, x2: lane.x }),
        add(target.level, { shape: 'over', from: key, to: end.key, x1: lane.x, x2: end.x }),
      ];
    }
    return (grid.ways[index] ?? []).flatMap((to, step, all) => {
      const from = all[step - 1];
      if (from === undefined) return [];
      const [start, end] = [exit(from, way), enter(to, way)];
      return [add(to.level, { shape: 'down', from: start.key, to: end.key, x1: start.x, x2: end.x })];
    });
  });
  return { channels: wires.map((ofChannel) => routeChannel([...ofChannel.values()])), wiresOf };
}
