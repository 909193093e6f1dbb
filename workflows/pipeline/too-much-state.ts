import { ApplicationFailure } from '@temporalio/common';
import { workflowInfo } from '@temporalio/workflow';
import type { PipelineFailureDetails } from './pipeline-end';

/** Temporal ends a run by force at 51,200 events or 50 MiB of history. */
const LAST_EVENTS = 45_000;
const LAST_BYTES = 45 * 1024 * 1024;
/** Events, or bytes of history, until a run looks again whether its state can be handed on. */
const STAY_EVENTS = 2000;
const STAY_BYTES = 4 * 1024 * 1024;

/** How far a history goes: whichever it reaches first. */
export interface HistoryMark {
  readonly events: number;
  readonly bytes: number;
}

/** When to look again; `undefined`: the history is full. */
export function nextLook(): HistoryMark | undefined {
  const { historyLength, historySize } = workflowInfo();
  if (historyLength > LAST_EVENTS || historySize > LAST_BYTES) return undefined;
  return { events: historyLength + STAY_EVENTS, bytes: historySize + STAY_BYTES };
}

/** Whether the history has come so far. */
export function isReached({ events, bytes }: HistoryMark): boolean {
  const { historyLength, historySize } = workflowInfo();
  return historyLength >= events || historySize >= bytes;
}

/** The history is full, and the run's state does not fit into the input of a next run. */
export function tooMuchState(): ApplicationFailure {
  const error = 'States.DataLimitExceeded';
  const cause =
    "The results that the run holds have grown over the 2 MiB that Temporal takes at a time, and its history is full: it cannot be continued. Have a ResultWriter write the map's results, or let the items return less and keep large data in object storage (OBS).";
  const details: PipelineFailureDetails = { status: 'FAILED', error, cause, names: [error, 'States.ALL'] };
  return ApplicationFailure.nonRetryable(cause, error, details);
}
