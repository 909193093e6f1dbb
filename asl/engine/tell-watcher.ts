import type { Run, Visit } from './run';
import type { MapProgress, Snapshot, Thread } from './snapshot';
import type { ItemTally, Problem, StateChange } from './turn';

/** Tells whoever watches the run what became of the state that a thread is in. */
export function tellWatcher(run: Run, visit: Visit, how: StateChange['how'], problem?: Problem): void {
  const { watch } = run.context;
  if (watch === undefined) return;
  const { thread, at, plan } = visit;
  watch({
    how,
    path: at.path,
    type: plan.type,
    entry: at.entry,
    enteredMs: at.enteredMs,
    tries: at.tries,
    inItem: isInItem(run.snapshot, thread),
    ...(plan.type === 'Task' && plan.resource.target !== '' && { target: plan.resource.target }),
    ...(at.tally !== undefined && { items: at.tally }),
    ...(problem !== undefined && { problem }),
  });
}

/** Items that a Map hands out in chunks count once their chunk has ended. */
export function tallyOf({ results, done, failed }: MapProgress): ItemTally {
  return { total: results.length, done, failed };
}

function isInItem(snapshot: Snapshot, thread: Thread): boolean {
  for (let at: Thread | undefined = thread; at !== undefined; at = outer(snapshot, at))
    if (at.item !== undefined) return true;
  return false;
}

function outer(snapshot: Snapshot, { parent }: Thread): Thread | undefined {
  return parent === undefined ? undefined : snapshot.threads[parent];
}
