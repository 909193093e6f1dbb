import type { MapPlan, ParallelPlan } from '../compile/plan';
import { begin } from './begin';
import { guard } from './fail';
import { runtimeProblem } from './problem';
import type { Run, Visit } from './run';
import type { Thread } from './snapshot';
import { itemEnded } from './states/items';
import { branchEnded } from './states/parallel';
import type { Turn, WorkOutcome } from './turn';

/** Works on threads until each waits for an effect or the run is done. */
export function work(run: Run): Turn {
  const begun = new Map<number, number>();
  for (let next = run.takeWork(); next !== undefined && run.done === undefined; next = run.takeWork()) {
    if (next.type === 'child') {
      takeChild(run, run.visitOf(next.parent), next.child, next.outcome);
      continue;
    }
    const { thread } = next;
    const states = (begun.get(thread.id) ?? 0) + 1;
    begun.set(thread.id, states);
    const visit = run.visitOf(thread);
    if (states > MAX_STATES_BETWEEN_EFFECTS) guard(run, visit, endlessLoop);
    else begin(run, visit);
  }
  return run.turn();
}

function takeChild(run: Run, parent: Visit, child: Thread, outcome: WorkOutcome): void {
  if (parent.plan.type === 'Map') itemEnded(run, parent as Visit<MapPlan>, child, outcome);
  else branchEnded(run, parent as Visit<ParallelPlan>, child, outcome);
}

/** The service ends a run after 25,000 events, two for each state that only passes data on. */
const MAX_STATES_BETWEEN_EFFECTS = 12_500;

function endlessLoop(): void {
  throw runtimeProblem(
    `The run went through ${MAX_STATES_BETWEEN_EFFECTS} states without a Task or a Wait. A loop needs one, or an end.`,
  );
}
