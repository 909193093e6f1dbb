import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';
import type { InvokeRequest } from '../activities/wire';
import {
  activityPolicy,
  type ActivityPolicy,
  checkRetryRules,
  DEFAULT_TIMEOUT_MS,
  durationMs,
  type Delivery,
  toWireRules,
} from '../retry';
import { functionName } from './function-name';
import type { CallOptions } from './function-options';

/** Temporal refuses a summary over 400 bytes by failing the workflow task; this many characters fit in any script. */
const MAX_SUMMARY_CHARACTERS = 100;

/** A cancelled step ends when its call has ended, so that the workflow learns how. (Left out, it is TRY_CANCEL.) */
const CANCELLATION = 'WAIT_CANCELLATION_COMPLETED';

/** Everything about a call that does not depend on its event, worked out once per function and set of options. */
export interface CallPlan {
  readonly name: string;
  readonly request: Omit<InvokeRequest, 'event' | 'resume'>;
  readonly activity: ActivityOptions & ActivityPolicy;
  /** Instead of `activity` in mode `local`. */
  readonly localActivity?: LocalActivityOptions | undefined;
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
  const policy = activityPolicy(delivery, timeoutMs);
  return {
    name,
    request: {
      v: 1,
      fn,
      ...(retry !== undefined && { retry: toWireRules(retry) }),
      ...(delivery === 'at-most-once' && { delivery }),
      // Said even where it equals the default: the worker's own setting comes after it.
      ...(timeout !== undefined && { timeoutMs }),
      ...(options.onCancel === 'finish' && { onCancel: 'finish' }),
      ...(memoryMb !== undefined && { memoryMb }),
      ...(options.logs === true && { logs: true }),
    },
    activity: {
      ...policy,
      cancellationType: CANCELLATION,
      ...(taskQueue !== undefined && { taskQueue }),
    },
    localActivity:
      options.mode === 'local'
        ? {
            startToCloseTimeout: policy.startToCloseTimeout,
            cancellationType: CANCELLATION,
            retry: { maximumAttempts: 1 },
          }
        : undefined,
    idempotencyField,
    summary: options.summary === undefined ? undefined : summaryText(options.summary),
    within: options.path,
    stepTimeoutMs:
      scheduleToCloseTimeout === undefined
        ? undefined
        : durationMs(scheduleToCloseTimeout, 'scheduleToCloseTimeout'),
  };
}

/** One line that Temporal takes. */
export function summaryText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, MAX_SUMMARY_CHARACTERS);
}

function optionProblem({
  delivery,
  mode,
  onCancel,
  memoryMb,
  retry,
  ...options
}: CallOptions): string | undefined {
  if (delivery !== undefined && delivery !== 'at-least-once' && delivery !== 'at-most-once') {
    return `delivery must be "at-least-once" or "at-most-once"; got ${JSON.stringify(delivery)}.`;
  }
  if (mode !== undefined && mode !== 'standard' && mode !== 'local') {
    const express = mode === 'express' ? ' Mode "express" is for a chain.' : '';
    return `mode must be "standard" or "local"; got ${JSON.stringify(mode)}.${express}`;
  }
  if (mode === 'local') {
    const problem = localProblem(delivery, options.taskQueue);
    if (problem !== undefined) return problem;
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

/** What a local activity lacks. */
function localProblem(delivery: Delivery | undefined, taskQueue: string | undefined): string | undefined {
  if (delivery === 'at-most-once') {
    return (
      `delivery "at-most-once" cannot hold in mode "local", where a crash of the worker repeats the call. ` +
      `Leave mode out (it is "standard" then), or take delivery "at-least-once" if the function may run twice.`
    );
  }
  if (taskQueue === undefined) return undefined;
  return (
    `taskQueue ${JSON.stringify(taskQueue)} cannot be served in mode "local", where the workflow's own worker makes the call. ` +
    `Leave out one of the two.`
  );
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
