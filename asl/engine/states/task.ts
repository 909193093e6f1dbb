import { withResult } from '../../compile/scope';
import type { TaskPlan } from '../../compile/plan';
import { failState, guard } from '../fail';
import { leave } from '../leave';
import { problemOf } from '../problem';
import type { Run, Visit } from '../run';
import type { EngineEvent } from '../turn';
import { taskCall } from './task-call';
import { checkResult, checkInput } from '../limits';

export function beginTask(run: Run, visit: Visit<TaskPlan>): void {
  const { at, plan } = visit;
  // A token of its own for each try: what an earlier one brings late is told apart.
  if (plan.callback) {
    const { path } = at;
    const id = run.snapshot.nextId;
    at.token = run.context.taskToken?.({ path, id }) ?? `${path}#${id}`;
  }
  const scope = run.scope(visit);
  scope.around.tell?.('afterInputPath', plan.data.effectiveInput(scope));
  const args = plan.data.arguments(scope);
  if (args !== at.input) checkInput(run, args, at.state);
  const call = taskCall(plan.resource, args);
  const timeoutMs = plan.timeoutMs?.(scope);
  const heartbeatMs = plan.heartbeatMs?.(scope);
  const outcome = run.context.work?.({ path: at.path, state: at.state });
  if (outcome !== undefined) {
    if ('problem' in outcome) failState(run, visit, outcome.problem);
    else taskSucceeded(run, visit, { type: 'succeeded', id: -1, output: outcome.output });
    return;
  }
  run.command(visit, {
    type: 'invoke',
    state: at.state,
    ...call,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(heartbeatMs !== undefined && { heartbeatMs }),
    ...(!plan.ownLoop && { retry: plan.retry }),
    ...(!plan.ownLoop && at.counts !== undefined && { counts: at.counts }),
    ...(at.token !== undefined && { token: at.token }),
    ...(plan.settings !== undefined && { settings: plan.settings }),
  });
}

type Succeeded = Extract<EngineEvent, { type: 'succeeded' }>;
type Failed = Extract<EngineEvent, { type: 'failed' }>;

export function taskSucceeded(run: Run, visit: Visit<TaskPlan>, { output, tries, counts }: Succeeded): void {
  const { plan } = visit;
  countTries(visit, tries, counts);
  const part = (): void => {
    checkResult(run, output, plan.resource.text);
    const scope = run.scope(visit);
    scope.around.tell?.('result', output);
    leave(run, visit, { data: plan.data, scope: withResult(scope, output), next: plan.next });
  };
  guard(run, visit, part, { executed: 'yes' });
}

export function taskFailed(run: Run, visit: Visit<TaskPlan>, event: Failed): void {
  const { tries, counts, executed, transient, retryAfterMs } = event;
  countTries(visit, tries, counts);
  failState(run, visit, problemOf(event), {
    final: !visit.plan.ownLoop,
    ...(executed !== undefined && { executed }),
    ...(transient !== undefined && { transient }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** The performer keeps the loop and says what it came to. */
function countTries(
  { at, plan }: Visit<TaskPlan>,
  tries: number | undefined,
  counts: Failed['counts'],
): void {
  if (plan.ownLoop) return;
  at.tries += (tries ?? 1) - 1;
  if (counts !== undefined) at.counts = counts;
}
