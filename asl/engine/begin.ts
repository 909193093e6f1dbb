import type { MapPlan, ParallelPlan, TaskPlan } from '../compile/plan';
import { guard } from './fail';
import type { Run, Visit } from './run';
import { runtimeProblem } from './problem';
import { beginMap } from './states/map';
import { beginParallel } from './states/parallel';
import { passThrough, runChoice, runFail, runPass, runWait } from './states/simple';
import { beginTask } from './states/task';

/** Begins the work of the state that a thread is in: for the first time, or again. */
export function begin(run: Run, visit: Visit): void {
  guard(run, visit, () => beginWork(run, visit));
}

function beginWork(run: Run, visit: Visit): void {
  const { plan } = visit;
  switch (plan.type) {
    case 'Pass':
      return runPass(run, { ...visit, plan });
    case 'Succeed':
      return passThrough(run, visit, undefined);
    case 'Fail':
      return runFail(run, { ...visit, plan });
    case 'Choice':
      return runChoice(run, { ...visit, plan });
    case 'Wait':
      return runWait(run, { ...visit, plan });
    case 'Task':
      return beginTask(run, visit as Visit<TaskPlan>);
    case 'Parallel':
      return beginParallel(run, visit as Visit<ParallelPlan>);
    case 'Map':
      return beginMap(run, visit as Visit<MapPlan>);
    default:
      throw runtimeProblem(`No state has the type ${(plan as { readonly type: string }).type}.`);
  }
}
