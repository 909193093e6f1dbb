import { Contour } from './contour';
import type { DominatorTree } from './dominators';
import type { Vertex } from './grid';

/** A vertex with all that hangs below it. */
export interface Block {
  readonly contour: Contour;
  /** Nothing but a line that passes. */
  readonly line: boolean;
}

/** What stands side by side below a vertex: an arm of it, or several arms with the place where they meet. */
export interface Item {
  readonly children: readonly { readonly vertex: Vertex; readonly dx: number }[];
  readonly contour: Contour;
  /** Where the main way goes on, relative to the item. */
  readonly axis: number;
  /** Only errors lead here. */
  readonly aside: boolean;
  /** Nothing but a line that passes. */
  readonly line: boolean;
}

export interface Placed {
  readonly item: Item;
  readonly dx: number;
}

/**
 * Items in their order, each as near to those before as their contours allow. What stands aside begins at `errorExit`
 * to the right of the main way, where the errors come from.
 */
export function besideEachOther(
  items: readonly Item[],
  errorExit: number,
): { placed: readonly Placed[]; contour: Contour } {
  const [only] = items;
  if (only !== undefined && items.length === 1)
    return { placed: [{ item: only, dx: 0 }], contour: only.contour };
  const contour = Contour.empty();
  const placed: Placed[] = [];
  for (const item of items) {
    const least = contour.clearance(item.contour);
    const near = least === -Infinity ? (placed.at(-1)?.dx ?? 0) : least;
    const way = item.aside ? main(placed).filter((one) => !one.item.aside) : [];
    const dx = way.length === 0 ? near : Math.max(near, axisOf(way) + errorExit - firstOf(item));
    contour.include(item.contour, dx);
    placed.push({ item, dx });
  }
  return { placed, contour };
}

/** The axis of the leftmost of an item's lines. */
function firstOf({ children }: Item): number {
  return Math.min(...children.map(({ dx }) => dx));
}

/** The arms of a vertex, those that meet further down put together. */
export function gather(
  vertex: Vertex | undefined,
  tree: DominatorTree,
  blocks: ReadonlyMap<Vertex, Block>,
  offsets: ReadonlyMap<Vertex, number>,
  errorExit: number,
): readonly Item[] {
  const blockOf = (child: Vertex): Block =>
    blocks.get(child) ?? { contour: Contour.of(child.level, child.left, child.right), line: false };
  const children = tree.childrenOf(vertex);
  const arms = vertex === undefined ? children : vertex.outs.map(({ to }) => to);
  const single = arms.filter((arm) => arm.ins.length < 2 && tree.parentOf(arm) === vertex);
  let items = single.map((arm): Item => ({
    ...blockOf(arm),
    children: [{ vertex: arm, dx: 0 }],
    axis: 0,
    aside: arm.ins[0]?.error ?? false,
  }));
  const meetings = children.filter((child) => !single.includes(child));
  for (const meeting of meetings) {
    const sources = meeting.ins.map((link) => {
      let dx = 0;
      let at = link.from;
      for (let up = tree.parentOf(at); up !== vertex && up !== undefined; up = tree.parentOf(at)) {
        dx += offsets.get(at) ?? 0;
        at = up;
      }
      return { child: at, dx, error: link.error };
    });
    items = join(items, { ...blockOf(meeting), vertex: meeting, sources }, errorExit);
  }
  return items;
}

interface Meeting extends Block {
  readonly vertex: Vertex;
  /** The sibling that each link comes from, and how far beside that sibling's axis. */
  readonly sources: readonly { readonly child: Vertex; readonly dx: number; readonly error: boolean }[];
}

/** Puts the items that lead to a meeting point into one, the meeting point below them. */
function join(items: readonly Item[], meeting: Meeting, errorExit: number): Item[] {
  const top = meeting.vertex.level;
  const feeds = (item: Item) =>
    item.children.some(({ vertex }) => meeting.sources.some(({ child }) => child === vertex));
  const first = items.findIndex(feeds);
  const last = items.findLastIndex(feeds);
  const between = items.slice(first, last + 1);
  const members = between.filter((item) => feeds(item) || item.contour.bottom < top);
  const others = between.filter((item) => !members.includes(item));

  const { placed } = besideEachOther(members, errorExit);
  const feeders = placed.filter(({ item }) => feeds(item));
  const axis = axisOf(main(feeders));
  const wish = wishedPlace(placed, meeting, axis);

  const contour = Contour.empty();
  const children: { vertex: Vertex; dx: number }[] = [];
  const put = ({ item, dx }: Placed, least: number) => {
    const at = Math.max(dx, least);
    contour.include(item.contour, at);
    for (const child of item.children) children.push({ vertex: child.vertex, dx: child.dx + at });
  };
  const beside = placed.findIndex(({ item, dx }) => item.contour.bottom >= top && dx + item.axis > wish);
  const split = beside < 0 ? placed.length : beside;
  for (const one of placed.slice(0, split)) put(one, -Infinity);
  const at = Math.max(wish, contour.clearance(meeting.contour));
  contour.include(meeting.contour, at);
  for (const one of placed.slice(split)) put(one, contour.clearance(one.item.contour));
  children.push({ vertex: meeting.vertex, dx: at });

  const whole: Item = {
    children,
    contour,
    axis,
    aside: feeders.every(({ item }) => item.aside),
    line: meeting.line && feeders.every(({ item }) => item.line),
  };
  return [...items.slice(0, first), whole, ...others, ...items.slice(last + 1)];
}

/** A meeting point of the main way stands on its axis, else in the middle of what leads to it; errors keep to the right. */
function wishedPlace(placed: readonly Placed[], { sources }: Meeting, axis: number): number {
  const xs = sources.flatMap(({ child, dx, error }) => {
    const owner = placed.find(({ item }) => item.children.some(({ vertex }) => vertex === child));
    const own = owner?.item.children.find(({ vertex }) => vertex === child)?.dx ?? 0;
    return owner === undefined ? [] : [{ x: owner.dx + own + dx, error }];
  });
  const flow = xs.filter(({ error }) => !error).map(({ x }) => x);
  if (flow.length === 0) return Math.max(...xs.map(({ x }) => x));
  return Math.min(...flow) <= axis && axis <= Math.max(...flow) ? axis : middle(flow);
}

/** The items that the main way can go on with: no errors, and no bare lines where there is more. */
export function main(items: readonly Placed[]): readonly Placed[] {
  const straight = items.filter(({ item }) => !item.aside);
  const boxes = straight.filter(({ item }) => !item.line);
  if (boxes.length > 0) return boxes;
  return straight.length > 0 ? straight : items;
}

/** The middle of several arms; on one of them where it is near. */
export function axisOf(placed: readonly Placed[]): number {
  return middle(placed.map(({ item, dx }) => dx + item.axis));
}

const NEAR = 16;

export function middle(xs: readonly number[]): number {
  if (xs.length === 0) return 0;
  const exact = Math.round((Math.min(...xs) + Math.max(...xs)) / 2);
  return xs.find((x) => Math.abs(x - exact) < NEAR) ?? exact;
}
