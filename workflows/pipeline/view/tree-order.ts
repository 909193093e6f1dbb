interface Placed {
  readonly path: string;
  readonly entry: number;
}

/** Behind each Parallel and Map what stands inside it, branch by branch and item by item; else in the order of entering. */
export function inTreeOrder<State extends Placed>(states: readonly State[]): State[] {
  const threads = new Map<string, State[]>();
  for (const state of states) {
    const thread = state.path.slice(0, state.path.lastIndexOf('/') + 1);
    const known = threads.get(thread);
    if (known === undefined) threads.set(thread, [state]);
    else known.push(state);
  }
  if (threads.size <= 1) return states.toSorted(byEntry);
  const ordered: State[] = [];
  const place = (thread: string): void => {
    const own = threads.get(thread) ?? [];
    threads.delete(thread);
    for (const state of own.toSorted(byEntry)) {
      ordered.push(state);
      for (const inner of threadsIn(threads, state.path)) place(inner);
    }
  };
  place('');
  // What stands in something that is not listed.
  for (const thread of Array.from(threads.keys())) place(thread);
  return ordered;
}

const byEntry = (a: Placed, b: Placed): number => a.entry - b.entry;

/** Those of `Both<0>/` and `Items[17]/`, by their number, but none that stand deeper. */
function threadsIn(threads: ReadonlyMap<string, unknown>, path: string): readonly string[] {
  const found: { readonly thread: string; readonly slot: number }[] = [];
  for (const thread of threads.keys()) {
    if (!thread.startsWith(path)) continue;
    const slot = /^(?:<(\d+)>|\[(\d+)\])\/$/.exec(thread.slice(path.length));
    if (slot !== null) found.push({ thread, slot: Number(slot[1] ?? slot[2]) });
  }
  return found.toSorted((a, b) => a.slot - b.slot).map(({ thread }) => thread);
}
