import { type ActivityOptions, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { FunctionGraphActivities, InvokeLater, InvokeReply, InvokeRequest } from '../activities/wire';
import type { CallPlan } from './call-plan';
import { MAX_PAYLOAD_BYTES, sizeNearLimit } from './event-size';
import { refusal } from './step-failure';
import { nextStepPath } from './step-path';

/**
 * Schedules one step and hands its reply to `finish`. Throws before anything is scheduled where the event cannot be
 * sent. There is one `then` for a whole step: each promise costs about 55 µs in the workflow sandbox.
 */
export function runStep<Result>(
  plan: CallPlan,
  event: unknown,
  finish: (reply: InvokeReply) => Result,
): Promise<Result> {
  const path = nextStepPath(plan.name, plan.within);
  const request = { ...plan.request, event: withIdempotencyKey(plan, path, event) };
  checkSize(plan, request);
  const options = { ...plan.activity, activityId: path, summary: plan.summary ?? path };
  if (plan.stepTimeoutMs === undefined) return attempt({ options, request, finish });
  return attempt({ options, request, finish, deadlineMs: Date.now() + plan.stepTimeoutMs });
}

interface Step<Result> {
  readonly options: ActivityOptions;
  readonly request: InvokeRequest;
  readonly finish: (reply: InvokeReply) => Result;
  readonly deadlineMs?: number;
}

function attempt<Result>(step: Step<Result>): Promise<Result> {
  const { options, request, finish, deadlineMs } = step;
  const limit =
    deadlineMs === undefined ? {} : { scheduleToCloseTimeout: Math.max(1, deadlineMs - Date.now()) };
  const activities = proxyActivities<FunctionGraphActivities>({ ...options, ...limit });
  return activities.invokeFunction(request).then((answer) => {
    // A plain error fails the workflow task, which is tried again until a worker takes it that knows the version.
    if (answer.v !== 1)
      throw new Error(
        `The reply of ${request.fn} has version ${String((answer as InvokeReply).v)}; this worker knows 1. Update it.`,
      );
    return 'retryAfterMs' in answer ? later(step, answer) : finish(answer);
  });
}

/** A wait between two tries of a step that must not be attempted twice: it is slept here, not inside the activity. */
function later<Result>(step: Step<Result>, { v: _v, retryAfterMs, ...resume }: InvokeLater): Promise<Result> {
  const again = { ...step, request: { ...step.request, resume } };
  return retryAfterMs > 0 ? sleep(retryAfterMs).then(() => attempt(again)) : attempt(again);
}

function withIdempotencyKey({ name, idempotencyField }: CallPlan, path: string, event: unknown): unknown {
  if (idempotencyField === undefined) return event;
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    const message = `${name}: idempotencyField "${idempotencyField}" needs an object as event, to put the key into.`;
    throw refusal('InvalidRequest', 'INVALID_INPUT', message);
  }
  // The original run's id survives a reset; a run that continues another one has steps, and so keys, of its own.
  const key = `${workflowInfo().originalExecutionRunId}/${path}`;
  return { ...event, [idempotencyField]: (event as Record<string, unknown>)[idempotencyField] ?? key };
}

function checkSize({ name }: CallPlan, request: InvokeRequest): void {
  let bytes: number | undefined;
  try {
    bytes = sizeNearLimit(request);
  } catch (error) {
    throw refusal(
      'InvalidRequest',
      'INVALID_INPUT',
      `${name}: the event cannot be written as JSON: ${(error as Error).message}`,
    );
  }
  if (bytes === undefined || bytes <= MAX_PAYLOAD_BYTES) return;
  throw refusal(
    'PayloadTooLarge',
    'EVENT_TOO_LARGE',
    `${name}: the event has ${(bytes / 1024 / 1024).toFixed(2)} MiB (${bytes} bytes), and Temporal takes at most 2 MiB. ` +
      `Put the data into object storage (OBS) and pass its address.`,
  );
}
