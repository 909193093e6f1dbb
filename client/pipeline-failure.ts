import { ApplicationFailure } from '@temporalio/common';
import type { PipelineFailureDetails } from '../workflows/pipeline/pipeline-end';

export type { PipelineFailureDetails };

/**
 * How a pipeline failed, out of what `PipelineHandle.result` throws; also where another workflow ran it as a child.
 * `undefined` for everything that is no failure of a pipeline: a cancelled or terminated run, a server that cannot be
 * reached.
 */
export function pipelineFailure(error: unknown): PipelineFailureDetails | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const details = cause instanceof ApplicationFailure ? cause.details?.[0] : undefined;
    if (isPipelineFailure(details)) return details;
  }
  return undefined;
}

const STATUSES: readonly unknown[] = ['FAILED', 'TIMED_OUT', 'ABORTED'];

function isPipelineFailure(details: unknown): details is PipelineFailureDetails {
  return STATUSES.includes((details as Partial<PipelineFailureDetails> | null | undefined)?.status);
}
