import type { InvokeCommand } from '../../../asl/run';
import { type CallPlan, planCall } from '../../call-plan';

/** What the calls of one task have in common, by its resource: the definition of a run does not change. */
const known = new WeakMap<InvokeCommand['resource'], TaskPlan>();

interface TaskPlan {
  readonly settings: InvokeCommand['settings'];
  readonly timeoutMs: number | undefined;
  readonly plan: CallPlan;
}

/** @param timeoutMs of one try, in outer milliseconds; default: the call's own */
export function taskPlan(
  { resource, settings, state }: InvokeCommand,
  timeoutMs: number | undefined,
): CallPlan {
  const before = known.get(resource);
  if (before !== undefined && before.settings === settings && before.timeoutMs === timeoutMs)
    return before.plan;
  const { delivery, idempotencyField, memoryMb, logs, mode } = settings ?? {};
  const plan = planCall(state, resource.target, {
    mode: mode === 'local' ? 'local' : 'standard',
    ...(delivery !== undefined && { delivery }),
    ...(idempotencyField !== undefined && { idempotencyField }),
    ...(memoryMb !== undefined && { memoryMb }),
    ...(logs !== undefined && { logs }),
    ...(timeoutMs !== undefined && { timeout: timeoutMs }),
  });
  known.set(resource, { settings, timeoutMs, plan });
  return plan;
}
