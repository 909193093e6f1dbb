import type { Result } from '../../../asl/run';
import type { EngineClock } from '../../../asl/calls';
import { type LiveRun, liveStates } from './live-states';
import type { PipelineStatus, PipelineView, StateView } from './pipeline-view';
import { problemTexts } from '../../../asl/progress';
import type { EndedState } from '../../../asl/progress';
import { inTreeOrder } from './tree-order';

/** A run as its view sees it. */
export interface ViewedRun extends LiveRun {
  readonly input: { readonly name?: string; readonly version?: string };
  readonly mode?: 'express';
  readonly done: Result | undefined;
  readonly endedMs: number | undefined;
  readonly cancelled: boolean;
  readonly cutShort: boolean;
}

const MAX_LIVE_STATES = 100;
const MAX_ITEMS = 10;

/** Where the run is. */
export function viewOf(run: ViewedRun): PipelineView {
  const { ended, failedInItems, logs } = run.progress;
  const states = [
    ...[...ended, ...failedInItems].map((state) => endedState(state, run.clock)),
    ...liveStates(run, MAX_LIVE_STATES, MAX_ITEMS),
  ];
  return {
    ...summaryOf(run),
    states: inTreeOrder(states),
    ...(logs !== undefined && { logs }),
  };
}

/** All but the states. */
export function summaryOf(run: ViewedRun): Omit<PipelineView, 'states' | 'logs'> {
  const { input, mode, clock, progress, done, endedMs } = run;
  const { name = 'pipeline', version } = input;
  const deadlineMs = deadlineOf(run);
  return {
    name,
    ...(version !== undefined && { version }),
    status: statusOf(run),
    ...(mode !== undefined && { mode }),
    startedMs: clock.startedMs,
    ...(endedMs !== undefined && { endedMs }),
    ...(deadlineMs !== undefined && { deadlineMs }),
    unlisted: progress.unlisted,
    cost: progress.cost,
    ...(done !== undefined && done.status !== 'SUCCEEDED' && problemTexts(done)),
  };
}

function statusOf({ done, cutShort, cancelled, paused }: ViewedRun): PipelineStatus {
  if (done !== undefined) return cutShort ? 'CANCELLED' : done.status;
  if (cancelled) return 'CANCELLING';
  return paused ? 'PAUSED' : 'RUNNING';
}

const STATUS = { left: 'succeeded', caught: 'caught', failed: 'failed', cancelled: 'cancelled' } as const;

export function endedState(
  { how, tries, enteredMs, endedMs, ...state }: EndedState,
  clock: EngineClock,
): StateView {
  const { items, ...rest } = state;
  return {
    ...rest,
    status: STATUS[how],
    enteredMs: clock.dateMs(enteredMs),
    endedMs: clock.dateMs(endedMs),
    tries: tries + 1,
    ...(items !== undefined && { items: { ...items, running: 0 } }),
  };
}

function deadlineOf({ snapshot, open, clock }: ViewedRun): number | undefined {
  const { timeoutId } = snapshot ?? {};
  const command = timeoutId === undefined ? undefined : open.get(timeoutId)?.command;
  return command?.type === 'wait' ? clock.dateMs(command.untilMs) : undefined;
}
