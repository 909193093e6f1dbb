import type { PipelineView } from '../../client';

const TEXTS: Partial<Record<PipelineView['status'], string>> = {
  PAUSED: 'paused',
  CANCELLING: 'cancelled, and cleans up',
};

/** What is to be said of a run that does not simply go on. */
export function statusText({ status }: PipelineView): string | undefined {
  return TEXTS[status];
}
