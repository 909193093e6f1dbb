import { sleep, workflowInfo } from '@temporalio/workflow';
import type { InvokeLater, InvokeReply, InvokeRequest, Resume } from '../activities/wire';
import { noPlaceForKey, withIdempotencyKey } from '../asl/calls';
import type { CallPlan } from './call-plan';
import { cancelledInWait } from './cancelled-wait';
import { MAX_PAYLOAD_BYTES, sizeNearLimit } from './event-size';
import { type ScheduledStep, scheduleStep } from './schedule-step';
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
  // The original run's id survives a reset; a run that continues another one has steps, and so keys, of its own.
  return runStepAt(plan, { path, event, keyPrefix: originalRun }, finish);
}

const originalRun = (): string => workflowInfo().originalExecutionRunId;

export interface StepAt {
  readonly path: string;
  readonly event: unknown;
  /** The idempotency key is `keyPrefix/path`. */
  readonly keyPrefix: () => string;
  /** Counts of tries that were made before. */
  readonly resume?: Resume;
  /** Default: the path. */
  readonly activityId?: string;
}

/**
 * The same for a step whose path is given.
 *
 * @param failed takes the failure of the step; default: the promise is rejected with it
 */
export function runStepAt<Result>(
  plan: CallPlan,
  { path, event, keyPrefix, resume, activityId = path }: StepAt,
  finish: (reply: InvokeReply) => Result,
  failed?: (error: unknown) => Result,
): Promise<Result> {
  const request = {
    ...plan.request,
    event: withKey(plan, () => `${keyPrefix()}/${path}`, event),
    ...(resume !== undefined && { resume }),
  };
  checkSize(plan, request);
  if (plan.stepTimeoutMs === undefined) return attempt({ plan, path: activityId, request }, finish, failed);
  return attempt(
    { plan, path: activityId, request, deadlineMs: Date.now() + plan.stepTimeoutMs },
    finish,
    failed,
  );
}

function attempt<Result>(
  step: ScheduledStep,
  finish: (reply: InvokeReply) => Result,
  failed: ((error: unknown) => Result) | undefined,
): Promise<Result> {
  return scheduleStep(
    step,
    (answer) => {
      // A plain error fails the workflow task, which is tried again until a worker takes it that knows the version.
      if (answer.v !== 1)
        throw new Error(
          `The reply of ${step.request.fn} has version ${String((answer as InvokeReply).v)}; this worker knows 1. Update it.`,
        );
      return 'retryAfterMs' in answer ? later(step, answer, finish, failed) : finish(answer);
    },
    failed,
  );
}

/** A wait between two tries that is too long for the activity, which has no further attempt: it is slept here. */
function later<Result>(
  step: ScheduledStep,
  { v: _v, retryAfterMs, ...resume }: InvokeLater,
  finish: (reply: InvokeReply) => Result,
  failed: ((error: unknown) => Result) | undefined,
): Promise<Result> {
  const again = { ...step, request: { ...step.request, resume } };
  const attemptAgain = () => attempt(again, finish, failed);
  if (retryAfterMs <= 0) return attemptAgain();
  return sleep(retryAfterMs).then(attemptAgain, (error: unknown) => {
    const failure = cancelledInWait(error, { name: step.plan.name, path: step.path, resume });
    if (failed === undefined) throw failure;
    return failed(failure);
  });
}

function withKey({ name, idempotencyField }: CallPlan, key: () => string, event: unknown): unknown {
  if (idempotencyField === undefined) return event;
  const keyed = withIdempotencyKey(event, idempotencyField, key);
  if (keyed !== undefined) return keyed;
  throw refusal('InvalidRequest', 'INVALID_INPUT', noPlaceForKey(name, idempotencyField));
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
