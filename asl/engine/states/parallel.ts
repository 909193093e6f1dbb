import { withResult } from '../../compile/scope';
import type { ParallelPlan } from '../../compile/plan';
import type { JsonValue } from '../../language/json';
import { failState, guard } from '../fail';
import { leave } from '../leave';
import type { Run, Visit } from '../run';
import type { Thread } from '../snapshot';
import type { WorkOutcome } from '../turn';
import { checkInput } from '../limits';

export function beginParallel(run: Run, visit: Visit<ParallelPlan>): void {
  const { thread, at, plan } = visit;
  const input = plan.data.arguments(run.scope(visit));
  if (input !== at.input) checkInput(run, input, at.state);
  const outcome = run.context.work?.({ path: at.path, state: at.state });
  if (outcome !== undefined) {
    if ('problem' in outcome) failState(run, visit, outcome.problem);
    else finish(run, visit, outcome.output);
    return;
  }
  const path = run.fullPath(visit);
  const children = plan.branches.map(({ index, startAt }, slot) => {
    const child = run.newThread({ machine: index, prefix: `${path}<${slot}>/`, parent: thread.id, slot });
    run.enter(child, startAt, input);
    return child.id;
  });
  at.parallel = { children, results: children.map(() => null), left: children.length };
}

/** The first branch that fails fails the state with its own error, and ends the others; in a cancelled run they clean up first. */
export function branchEnded(run: Run, visit: Visit<ParallelPlan>, child: Thread, outcome: WorkOutcome): void {
  const { parallel, cancelled } = visit.at;
  if (parallel === undefined || child.slot === undefined) return;
  if ('problem' in outcome) {
    if (cancelled !== true) {
      failState(run, visit, outcome.problem);
      return;
    }
    parallel.problem ??= outcome.problem;
  } else {
    parallel.results[child.slot] = outcome.output;
  }
  parallel.children[child.slot] = null;
  if (--parallel.left > 0) return;
  if (parallel.problem !== undefined) {
    failState(run, visit, parallel.problem);
    return;
  }
  visit.at.parallel = undefined;
  finish(run, visit, parallel.results);
}

function finish(run: Run, visit: Visit<ParallelPlan>, result: JsonValue): void {
  const { data, next } = visit.plan;
  guard(run, visit, () => leave(run, visit, { data, scope: withResult(run.scope(visit), result), next }));
}
