import type { DataFlow } from '../compile/data-flow';
import type { Scope } from '../compile/scope';
import type { JsonValue } from '../language/json';
import type { Run, Visit } from './run';
import { checkResult, checkAssigned } from './limits';
import { tellWatcher } from './tell-watcher';
import type { Problem } from './turn';

export interface Exit {
  readonly data: DataFlow;
  readonly scope: Scope;
  readonly next: string | undefined;
  /** Why this way: `Choices[1]`, `Default`, `Catch[0]`. */
  readonly by?: string;
  /** What a Catch took. */
  readonly problem?: Problem;
}

/** Works out output and variables, both from the variables as they were, and goes on. */
export function leave(run: Run, visit: Visit, { data, scope, next, by, problem }: Exit): void {
  const { thread, at } = visit;
  const assigned = data.assign?.(scope);
  const output = data.output(scope);
  if (output !== at.input) checkResult(run, output, at.state);
  if (assigned !== undefined) checkAssigned(run, assigned, scope.around.variables, at.state);
  run.context.observe?.({
    type: 'exited',
    path: at.path,
    state: at.state,
    output,
    ...(assigned !== undefined && { assigned }),
    ...(next !== undefined && { next }),
    ...(by !== undefined && { by }),
  });
  tellWatcher(run, visit, problem === undefined ? 'left' : 'caught', problem);
  run.assign(thread, assigned);
  goOn(run, visit, output, next);
}

function goOn(run: Run, { thread }: Visit, output: JsonValue, next: string | undefined): void {
  if (next !== undefined) {
    run.enter(thread, next, output);
    return;
  }
  if (!run.endThread(thread, { output })) run.end({ status: 'SUCCEEDED', output });
}
