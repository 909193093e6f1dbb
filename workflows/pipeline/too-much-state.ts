import { ApplicationFailure } from '@temporalio/common';
import { workflowInfo } from '@temporalio/workflow';
import type { PipelineFailureDetails } from './pipeline-end';

/** Temporal ends a run by force at 51,200 events or 50 MiB of history. */
const LAST_EVENTS = 45_000;
const LAST_BYTES = 45 * 1024 * 1024;
/** Events until a run looks again whether its state can be handed on. */
const STAY_EVENTS = 2000;

/** At what length of the history to look again; `undefined`: it is full. */
export function nextLook(): number | undefined {
  const { historyLength, historySize } = workflowInfo();
  return historyLength > LAST_EVENTS || historySize > LAST_BYTES ? undefined : historyLength + STAY_EVENTS;
}

/** The history is full, and the run's state does not fit into the input of a next run. */
export function tooMuchState(): ApplicationFailure {
  const error = 'States.DataLimitExceeded';
  const cause =
    "The results that the run holds have grown over the 2 MiB that Temporal takes at a time, and its history is full: it cannot be continued. Have a ResultWriter write the map's results, or let the items return less and keep large data in object storage (OBS).";
  const details: PipelineFailureDetails = { status: 'FAILED', error, cause, names: [error, 'States.ALL'] };
  return ApplicationFailure.nonRetryable(cause, error, details);
}
