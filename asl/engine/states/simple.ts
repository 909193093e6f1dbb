import { withResult } from '../../compile/scope';
import type { ChoicePlan, FailPlan, PassPlan, WaitPlan } from '../../compile/plan';
import { failState } from '../fail';
import { leave } from '../leave';
import { StateProblem } from '../problem';
import type { Run, Visit } from '../run';

/** The states without work of their own. */

export function runPass(run: Run, visit: Visit<PassPlan>): void {
  const { plan } = visit;
  const { data } = plan;
  const scope = run.scope(visit);
  const { tell } = scope.around;
  if (plan.result !== undefined) {
    const result = plan.result.value;
    tell?.('result', result);
    leave(run, visit, { data, scope: withResult(scope, result), next: plan.next });
    return;
  }
  tell?.('afterInputPath', data.effectiveInput(scope));
  const result = data.arguments(scope);
  leave(run, visit, {
    data,
    scope: data.language === 'JSONata' ? scope : withResult(scope, result),
    next: plan.next,
  });
}

/** Succeed, and a Wait that is over: the input, filtered, is the output. */
export function passThrough(run: Run, visit: Visit, next: string | undefined): void {
  const { data } = visit.plan;
  const scope = run.scope(visit);
  scope.around.tell?.('afterInputPath', data.effectiveInput(scope));
  leave(run, visit, { data, scope, next });
}

export function runFail(run: Run, visit: Visit<FailPlan>): void {
  const scope = run.scope(visit);
  scope.around.tell?.('afterInputPath', scope.input);
  const error = visit.plan.error?.(scope);
  const cause = visit.plan.cause?.(scope);
  failState(run, visit, {
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  });
}

export function runChoice(run: Run, visit: Visit<ChoicePlan>): void {
  const { plan } = visit;
  const scope = run.scope(visit);
  scope.around.tell?.('afterInputPath', plan.data.effectiveInput(scope));
  const index = plan.choices.findIndex(({ condition }) => condition(scope));
  const arm = plan.choices[index];
  if (arm !== undefined) {
    leave(run, visit, { data: arm.data, scope, next: arm.next, by: `Choices[${index}]` });
    return;
  }
  if (plan.default === undefined)
    throw new StateProblem(
      'States.NoChoiceMatched',
      `None of the ${plan.choices.length} rules of the Choice holds, and it has no Default.`,
    );
  leave(run, visit, { data: plan.data, scope, next: plan.default, by: 'Default' });
}

export function runWait(run: Run, visit: Visit<WaitPlan>): void {
  const untilMs = visit.plan.untilMs(run.scope(visit));
  if (untilMs <= run.context.nowMs) passThrough(run, visit, visit.plan.next);
  else run.command(visit, { type: 'wait', why: 'state', untilMs });
}
