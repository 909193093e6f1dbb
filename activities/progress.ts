import type { Info } from '@temporalio/activity';
import type { Executed } from '../functiongraph/function-graph-error';
import type { Resume } from './wire';

/** What outlives an attempt, as its heartbeat details. */
export interface Progress extends Resume {
  /**
   * The last attempt whose end the counts include. While a call is under way it is the one before, so that a worker that
   * dies in the middle of the call leaves a gap.
   */
  readonly attempt: number;
}

/** Where the step stands at the start of an attempt, and whether the attempt before was lost in the middle of a call. */
export function readProgress(info: Info, resume: Resume | undefined): { progress: Progress; lost: boolean } {
  const start: Progress = { attempt: 0, counts: [], tries: 0, ...resume };
  // The first attempt, also the first after an operator's reset, starts from what the workflow says.
  if (info.attempt === 1) return { progress: start, lost: false };
  const saved: unknown = info.heartbeatDetails;
  const progress = isProgress(saved) ? saved : start;
  return { progress, lost: progress.attempt !== info.attempt - 1 };
}

/** `executed` of several tries together: what is known to have run, or may have run, is never forgotten. */
export function executedOverall(earlier: Executed | undefined, last: Executed): Executed {
  if (earlier === 'yes' || last === 'yes') return 'yes';
  return earlier === 'maybe' || last === 'maybe' ? 'maybe' : 'no';
}

function isProgress(value: unknown): value is Progress {
  const { attempt, counts, tries } = (value ?? {}) as Partial<Record<keyof Progress, unknown>>;
  return typeof attempt === 'number' && typeof tries === 'number' && Array.isArray(counts);
}
