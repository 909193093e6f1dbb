import { spacing } from './flow';

/** A line between two levels. `down` leads from one to the next; the other two turn round below or above a level. */
export interface Wire {
  readonly shape: 'down' | 'under' | 'over';
  /** Wires with the same end may lie on each other there. */
  readonly from: string;
  readonly to: string;
  readonly x1: number;
  readonly x2: number;
}

export interface Channel {
  /** Horizontal lines one below the other; 0 where all goes straight down. */
  readonly trackCount: number;
  /** From above; undefined for a wire that goes straight down. */
  trackOf(wire: Wire): number | undefined;
  /** From and to which x the horizontal lines reach. */
  readonly reaches: readonly (readonly [left: number, right: number])[];
}

interface Net {
  readonly wires: Wire[];
  left: number;
  right: number;
  readonly tops: number[];
  readonly bottoms: number[];
}

/** Gives each bundle of wires that fork from one place, or meet at one, a track where it crosses the fewest others. */
export function routeChannel(wires: readonly Wire[]): Channel {
  const nets = netsOf(wires);
  const wide = nets.filter(({ left, right }) => right > left);
  const tracks = new Map<Net, number>();
  const placed: Net[] = [];
  for (const net of orderNets(wide)) {
    const above = placed.filter((other) => overlap(net, other)).map((other) => tracks.get(other) ?? 0);
    tracks.set(net, Math.max(-1, ...above) + 1);
    placed.push(net);
  }
  const netOf = new Map(nets.flatMap((net) => net.wires.map((wire) => [wire, net] as const)));
  return {
    trackCount: Math.max(-1, ...tracks.values()) + 1,
    trackOf: (wire) => {
      const net = netOf.get(wire);
      return net === undefined || wire.x1 === wire.x2 ? undefined : tracks.get(net);
    },
    reaches: wide.map(({ left, right }) => [left, right] as const),
  };
}

function netsOf(wires: readonly Wire[]): Net[] {
  const forks = new Map<string, number>();
  for (const { from } of wires) forks.set(from, (forks.get(from) ?? 0) + 1);
  const nets = new Map<string, Net>();
  for (const wire of wires) {
    const key = (forks.get(wire.from) ?? 0) > 1 ? `from ${wire.from}` : `to ${wire.to}`;
    const net = nets.get(key) ?? { wires: [], left: Infinity, right: -Infinity, tops: [], bottoms: [] };
    nets.set(key, net);
    net.wires.push(wire);
    net.left = Math.min(net.left, wire.x1, wire.x2);
    net.right = Math.max(net.right, wire.x1, wire.x2);
    (wire.shape === 'over' ? net.bottoms : net.tops).push(wire.x1);
    (wire.shape === 'under' ? net.tops : net.bottoms).push(wire.x2);
  }
  return [...nets.values()];
}

/** Room between two lines on one track. */
const BETWEEN = 8;

function overlap(one: Net, other: Net): boolean {
  return one.left < other.right + BETWEEN && other.left < one.right + BETWEEN;
}

/** Takes again and again the net that costs least above all that are left. */
function orderNets(nets: readonly Net[]): Net[] {
  const left = nets.toSorted((one, other) => one.left - other.left || one.right - other.right);
  const loads = left.map((net) => left.reduce((sum, other) => sum + preference(net, other), 0));
  const ordered: Net[] = [];
  while (left.length > 0) {
    const at = loads.indexOf(Math.min(...loads));
    const [net] = left.splice(at, 1);
    loads.splice(at, 1);
    if (net === undefined) break;
    ordered.push(net);
    for (const [index, other] of left.entries()) loads[index] = (loads[index] ?? 0) - preference(other, net);
  }
  return ordered;
}

/** Above zero where `one` had better not be above `other`. */
function preference(one: Net, other: Net): number {
  return one === other || !overlap(one, other) ? 0 : crossings(one, other) - crossings(other, one);
}

/** Two lines on each other are worse than any crossing. */
const ON_EACH_OTHER = 100;

function crossings(upper: Net, lower: Net): number {
  let sum = 0;
  for (const x of upper.bottoms) {
    if (x > lower.left && x < lower.right) sum++;
    if (lower.tops.some((top) => Math.abs(top - x) < spacing.besideLine / 2)) sum += ON_EACH_OTHER;
  }
  for (const x of lower.tops) if (x > upper.left && x < upper.right) sum++;
  return sum;
}
