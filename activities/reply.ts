import type { Invocation } from '../functiongraph/invocation';
import type { InvokeReply } from './wire';

export function replyOf(invocation: Invocation, tries: number): InvokeReply {
  const { output, requestId, summary, logs } = invocation;
  return {
    v: 1,
    output,
    ...(requestId !== undefined && { id: requestId }),
    ...(summary !== undefined && {
      ms: summary.durationMs,
      billedMs: summary.billedDurationMs,
      mb: summary.memoryMb,
      usedMb: summary.memoryUsedMb,
    }),
    ...(tries > 1 && { tries }),
    ...(logs !== undefined && { logs }),
  };
}
