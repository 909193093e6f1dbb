import type { ActivityOptions } from '@temporalio/workflow';
import type { InvokeRequest } from '../activities/wire';
import { activityPolicy, checkRetryRules, DEFAULT_TIMEOUT_MS, durationMs, toWireRules } from '../retry';
import { functionName } from './function-name';
import type { CallOptions } from './function-options';

/** Temporal refuses a summary over 400 bytes by failing the workflow task; this many characters fit in any script. */
const MAX_SUMMARY_CHARACTERS = 100;

/** Everything about a call that does not depend on its event, worked out once per function and set of options. */
export interface CallPlan {
  readonly name: string;
  readonly request: Omit<InvokeRequest, 'event' | 'resume'>;
  readonly activity: ActivityOptions;
  readonly idempotencyField?: string | undefined;
  readonly summary?: string | undefined;
  readonly within?: string | undefined;
  readonly stepTimeoutMs?: number | undefined;
}

/** Throws a TypeError that begins with `what` for an option that cannot be. */
export function planCall(what: string, fn: string, options: CallOptions): CallPlan {
  const name = functionName(what, fn);
  const problem = optionProblem(options);
  if (problem !== undefined) throw new TypeError(`${what}: ${problem}`);
  const { retry, delivery, timeout, idempotencyField, memoryMb, taskQueue, scheduleToCloseTimeout } = options;
  const timeoutMs = timeout === undefined ? DEFAULT_TIMEOUT_MS : durationMs(timeout, 'timeout');
  return {
    name,
    request: {
      v: 1,
      fn,
      ...(retry !== undefined && { retry: toWireRules(retry) }),
      ...(delivery === 'at-most-once' && { delivery }),
      ...(timeoutMs !== DEFAULT_TIMEOUT_MS && { timeoutMs }),
      ...(options.onCancel === 'finish' && { onCancel: 'finish' }),
      ...(memoryMb !== undefined && { memoryMb }),
      ...(options.logs === true && { logs: true }),
    },
    activity: {
      ...activityPolicy(delivery, timeoutMs),
      // A cancelled step ends when its call has ended, so that the workflow learns how. (Left out, it is TRY_CANCEL.)
      cancellationType: 'WAIT_CANCELLATION_COMPLETED',
      ...(taskQueue !== undefined && { taskQueue }),
    },
    idempotencyField,
    summary: options.summary?.replaceAll(/\s+/g, ' ').slice(0, MAX_SUMMARY_CHARACTERS),
    within: options.path,
    stepTimeoutMs:
      scheduleToCloseTimeout === undefined
        ? undefined
        : durationMs(scheduleToCloseTimeout, 'scheduleToCloseTimeout'),
  };
}

function optionProblem({ delivery, onCancel, memoryMb, retry, ...options }: CallOptions): string | undefined {
  if (delivery !== undefined && delivery !== 'at-least-once' && delivery !== 'at-most-once') {
    return `delivery must be "at-least-once" or "at-most-once"; got ${JSON.stringify(delivery)}.`;
  }
  if (onCancel !== undefined && onCancel !== 'abort' && onCancel !== 'finish') {
    return `onCancel must be "abort" or "finish"; got ${JSON.stringify(onCancel)}.`;
  }
  if (memoryMb !== undefined && !(Number.isInteger(memoryMb) && memoryMb > 0)) {
    return `memoryMb must be a whole number of megabytes, for example 256; got ${JSON.stringify(memoryMb)}.`;
  }
  if (retry !== undefined) {
    const problems = checkRetryRules(retry);
    if (problems.length > 0) return problems.join('; ');
  }
  return durationsProblem(options);
}

function durationsProblem({ timeout, scheduleToCloseTimeout }: CallOptions): string | undefined {
  if (
    scheduleToCloseTimeout !== undefined &&
    !(durationMs(scheduleToCloseTimeout, 'scheduleToCloseTimeout') > 0)
  ) {
    return 'scheduleToCloseTimeout must be longer than 0.';
  }
  if (timeout === undefined) return undefined;
  const timeoutMs = durationMs(timeout, 'timeout');
  if (!(timeoutMs > 0)) return 'timeout must be longer than 0.';
  if (timeoutMs <= DEFAULT_TIMEOUT_MS) return undefined;
  return (
    `timeout ${JSON.stringify(timeout)} is over 90 seconds, where FunctionGraph's gateway cuts a synchronous call. ` +
    `Split the work into shorter functions, or let one function start it and another ask for the result.`
  );
}
