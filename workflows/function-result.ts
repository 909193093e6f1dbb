import type { InvokeReply } from '../activities/wire';
import type { InvocationSummary } from '../functiongraph/invocation';

/** One finished step: what the function returned and what the platform measured of the last try. */
export interface FunctionResult<Output> {
  readonly output: Output;
  /** The platform's request id: the one that the function's own log carries. */
  readonly requestId?: string;
  readonly summary?: InvocationSummary;
  /** How often the function was called for this step, refused calls included. */
  readonly tries: number;
  /** The end of the function's log, where `logs` asks for it. */
  readonly logs?: string;
}

export function functionResult<Output>(reply: InvokeReply, output: Output): FunctionResult<Output> {
  const summary = invocationSummary(reply);
  return {
    output,
    tries: reply.tries ?? 1,
    ...(reply.id !== undefined && { requestId: reply.id }),
    ...(summary !== undefined && { summary }),
    ...(reply.logs !== undefined && { logs: reply.logs }),
  };
}

/** What the wire carries of a call's measures, spelt out. */
export function invocationSummary({
  ms,
  billedMs,
  mb,
  usedMb,
}: Omit<InvokeReply, 'v' | 'output'>): InvocationSummary | undefined {
  if (ms === undefined) return undefined;
  return { durationMs: ms, billedDurationMs: billedMs ?? 0, memoryMb: mb ?? 0, memoryUsedMb: usedMb ?? 0 };
}
