import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, isGrpcServiceError } from '@temporalio/client';
import type { JsonValue, PipelineHandle, PipelineView } from '../../client';
import { pendingCalls, withPendingCalls } from './pending-calls';
import { failsItsTask, isPolled } from './workers';

const POLL_MS = 250;
/** A worker that is well answers at once; the sooner it is said that none does, the better. */
const FIRST_ANSWER_WITHIN_MS = 2_000;
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
  /** The view is of the end. False: no worker answered then, and it is what was seen last. */
  readonly isWhole: boolean;
};

/** Shows a run until it has ended. @returns undefined where the signal came first */
export async function followPipeline(
  client: Client,
  handle: PipelineHandle,
  { taskQueue, signal, onView, onNotice }: FollowOptions,
): Promise<FollowedEnd | undefined> {
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const ending = endOf(handle, signal);
  let view: PipelineView | undefined;
  for (let first = true; ; first = false) {
    const end = await Promise.race([ending, aborted, sleep(POLL_MS, 'tick' as const, { ref: false })]);
    if (end === undefined) return undefined;
    const hasEnded = end !== 'tick';
    const looking = look(client, handle, { taskQueue, first });
    const seen = await Promise.race([looking, aborted, ...(hasEnded ? [] : [ending.then(() => undefined)])]);
    if (seen?.view !== undefined) onView((view = seen.view));
    if (seen !== undefined) onNotice(hasEnded ? undefined : seen.notice);
    if (hasEnded) return { ...end, view, isWhole: seen?.view !== undefined };
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
const TAKEN_UP =
  'a worker has taken up the run and not answered yet (calls in mode local are seen when they are done, or after 8 seconds)';
const FAILING =
  "the worker fails the run's workflow task: its log says why. Does its workflows file have " +
  "export * from 'temporal-functiongraph/workflows'?";

export const isAway = (error: unknown): boolean => hasCode(error, UNAVAILABLE);
const isLate = (error: unknown): boolean => hasCode(error, DEADLINE_EXCEEDED);

function hasCode(error: unknown, code: number): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const found: number | undefined = isGrpcServiceError(cause) ? cause.code : undefined;
    if (found === code) return true;
  }
  return false;
}

interface Seen {
  readonly view?: PipelineView;
  readonly notice?: string | undefined;
}

interface LookOptions {
  readonly taskQueue: string;
  readonly first: boolean;
}

async function look(client: Client, handle: PipelineHandle, options: LookOptions): Promise<Seen> {
  const withinMs = options.first ? FIRST_ANSWER_WITHIN_MS : ANSWER_WITHIN_MS;
  try {
    const view = await client.withDeadline(Date.now() + withinMs, () => handle.view());
    if (view.mode === 'express') return { view };
    const called = view.states.some(({ status, type }) => type === 'Task' && status === 'running');
    return { view: called ? withPendingCalls(view, pendingCalls(await handle.describe())) : view };
  } catch (error) {
    return { notice: isAway(error) ? SILENT : await whyUnseen(client, handle, options) };
  }
}

/** Why no worker answered. Needs none: where this is not answered either, it is the server that is away. */
async function whyUnseen(
  client: Client,
  handle: PipelineHandle,
  { taskQueue, first }: LookOptions,
): Promise<string | undefined> {
  try {
    return await client.withDeadline(Date.now() + ANSWER_WITHIN_MS, async () => {
      const { status, runId, raw } = await handle.describe();
      if (status.name !== 'RUNNING') return undefined;
      if ((await isPolled(client, taskQueue)) === false) return noWorker(taskQueue);
      const state: number | null | undefined = raw.pendingWorkflowTask?.state;
      if (state === TASK_STARTED) return TAKEN_UP;
      if (await failsItsTask(client, handle.workflowId, runId)) return FAILING;
      // A worker that has only just begun to poll may take this long.
      return first ? undefined : 'no worker answers; the run goes on as soon as one does';
    });
  } catch (why) {
    return isAway(why) || isLate(why) ? SILENT : undefined;
  }
}

export function noWorker(taskQueue: string): string {
  return `no worker polls task queue ${taskQueue}: the run waits for one. Start it: tfg worker --task-queue ${taskQueue}`;
}
