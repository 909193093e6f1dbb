import type { Invocation } from '../functiongraph/invocation';
import type { InvokeReply } from './wire';

export function replyOf(invocation: Invocation, tries: number): InvokeReply {
  const { output, requestId, summary, logs } = invocation;
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
    ...(logs !== undefined && { logs }),
  };
}

/** Histories keep every byte of it for a long time. */
function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
