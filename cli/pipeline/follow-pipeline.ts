import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, isGrpcServiceError } from '@temporalio/client';
import type { JsonValue, PipelineHandle, PipelineView } from '../../client';
import { pendingCalls, withPendingCalls } from './pending-calls';
import { isPolled } from './workers';

const POLL_MS = 250;
const ANSWER_WITHIN_MS = 5_000;
/** A server that restarts is back within this time. */
const PATIENCE_MS = 30_000;

export interface FollowOptions {
  readonly taskQueue: string;
  readonly onView: (view: PipelineView) => void;
  /** What keeps the view from being seen; undefined once it is seen again. */
  readonly onNotice: (notice: string | undefined) => void;
  readonly signal: AbortSignal;
}

export type FollowedEnd = ({ readonly output: JsonValue } | { readonly error: unknown }) & {
  readonly view: PipelineView | undefined;
};

/** Shows a run until it has ended. @returns undefined where the signal came first */
export async function followPipeline(
  client: Client,
  handle: PipelineHandle,
  options: FollowOptions,
): Promise<FollowedEnd | undefined> {
  const { signal, onView } = options;
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const ending = endOf(handle, signal);
  let view: PipelineView | undefined;
  for (let first = true; ; first = false) {
    const end = await Promise.race([ending, aborted, sleep(POLL_MS, 'tick' as const, { ref: false })]);
    if (end === undefined) return undefined;
    const seen = await Promise.race([look(client, handle, options, first), aborted]);
    if (seen !== undefined) {
      view = seen;
      onView(view);
    }
    if (end !== 'tick') return { ...end, view };
  }
}

/** The server may be away for a while: the run goes on meanwhile. */
async function endOf(
  handle: PipelineHandle,
  signal: AbortSignal,
): Promise<{ readonly output: JsonValue } | { readonly error: unknown }> {
  for (let failingSinceMs = 0; ;) {
    try {
      return { output: await handle.result() };
    } catch (error) {
      const nowMs = performance.now();
      failingSinceMs ||= nowMs;
      if (!isAway(error) || nowMs - failingSinceMs > PATIENCE_MS || signal.aborted) return { error };
      await sleep(1_000, undefined, { ref: false });
    }
  }
}

const UNAVAILABLE = 14;
const DEADLINE_EXCEEDED = 4;
/** A worker has the workflow task, and answers nothing else before it is done. */
const TASK_STARTED = 2;
const SILENT = 'Temporal does not answer; the run goes on as soon as it does';

export const isAway = (error: unknown): boolean => hasCode(error, UNAVAILABLE);
const isLate = (error: unknown): boolean => hasCode(error, DEADLINE_EXCEEDED);

function hasCode(error: unknown, code: number): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const found: number | undefined = isGrpcServiceError(cause) ? cause.code : undefined;
    if (found === code) return true;
  }
  return false;
}

async function look(
  client: Client,
  handle: PipelineHandle,
  { taskQueue, onNotice }: FollowOptions,
  first: boolean,
): Promise<PipelineView | undefined> {
  try {
    const view = await client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => handle.view());
    onNotice(undefined);
    if (view.mode === 'express') return view;
    const called = view.states.some(({ status, type }) => type === 'Task' && status === 'running');
    return called ? withPendingCalls(view, pendingCalls(await handle.describe())) : view;
  } catch (error) {
    onNotice(await noticeOf(client, handle, taskQueue, error, first));
    return undefined;
  }
}

async function noticeOf(
  client: Client,
  handle: PipelineHandle,
  taskQueue: string,
  error: unknown,
  first: boolean,
): Promise<string | undefined> {
  if (isAway(error)) return SILENT;
  // Needs no worker: where this is not answered either, it is the server that is away.
  const asked = await client
    .withDeadline(Date.now() + ANSWER_WITHIN_MS, async () => ({
      polled: await isPolled(client, taskQueue),
      description: await handle.describe(),
    }))
    .catch((why: unknown) => (isAway(why) || isLate(why) ? SILENT : undefined));
  if (asked === SILENT) return SILENT;
  if (asked?.polled === false) return noWorker(taskQueue);
  const { pendingWorkflowTask: task } = asked?.description.raw ?? {};
  const state: number | null | undefined = task?.state;
  if (state === TASK_STARTED)
    return 'a worker has taken up the run and not answered yet (calls in mode local are seen when they are done, or after 8 seconds)';
  if ((task?.attempt ?? 0) > 1)
    return (
      "the worker fails the run's workflow task: its log says why. Does its workflows file have " +
      "export * from 'temporal-functiongraph/workflows'?"
    );
  // A worker that has only just begun to poll may take this long.
  return first ? undefined : 'no worker answers; the run goes on as soon as one does';
}

export function noWorker(taskQueue: string): string {
  return `no worker polls task queue ${taskQueue}: the run waits for one. Start it: tfg worker --task-queue ${taskQueue}`;
}
