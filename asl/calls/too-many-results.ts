import type { FailedEvent } from './failed-call';

/** The failure of a chunk of items whose outcomes do not fit into one answer. */
export function tooManyResults(bytes: number): FailedEvent {
  const error = 'States.DataLimitExceeded';
  const cause = `The results of the items that ran at once have ${(bytes / 1024 / 1024).toFixed(1)} MiB, and Temporal takes 2 MiB at a time. Let the items return less and keep large data in object storage (OBS), lower MaxConcurrency, or have a ResultWriter write the results.`;
  return { type: 'failed', error, cause, names: [error, 'States.ALL'] };
}
