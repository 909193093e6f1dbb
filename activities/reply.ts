import type { Invocation } from '../functiongraph/invocation';
import type { InvokeReply, Resume } from './wire';

/** @param before the tries that failed before this one, and the retries that rules allowed for them */
export function replyOf(invocation: Invocation, before: Pick<Resume, 'tries' | 'counts'>): InvokeReply {
  const { output, requestId, summary, logs } = invocation;
  const tries = before.tries + 1;
  return {
    v: 1,
    output,
    ...(requestId !== undefined && { id: requestId }),
    ...(summary !== undefined && {
      ms: tenths(summary.durationMs),
      billedMs: summary.billedDurationMs,
      mb: summary.memoryMb,
      usedMb: tenths(summary.memoryUsedMb),
    }),
    ...(tries > 1 && { tries }),
    ...(before.counts.some((count) => count > 0) && { counts: before.counts }),
    ...(logs !== undefined && { logs }),
  };
}

/** Histories keep every byte of it for a long time. */
function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
