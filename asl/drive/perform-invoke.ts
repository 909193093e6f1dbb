import type { EngineEvent, InvokeCommand } from '../engine/turn';
import type { Effects, FailedReply } from './effects';
import { decideInvoke, failureOf } from './invoke-rules';
import { oneTry } from './one-try';

/** Calls a task, and tries it again by its rules, until the last outcome is known. */
export async function performInvoke(
  command: InvokeCommand,
  effects: Effects & { random(): number },
  signal: AbortSignal,
): Promise<EngineEvent> {
  let counts = command.counts ?? [];
  for (let tries = 1; ; tries += 1) {
    const reply = await oneTry(command, tries, effects, signal);
    if (reply.output !== undefined) {
      return { type: 'succeeded', id: command.id, output: reply.output, tries, counts };
    }
    const decision = decideInvoke(command, counts, failureOf(reply), effects);
    if ('giveUp' in decision || signal.aborted) return { ...failed(command.id, reply), tries, counts };
    counts = decision.counts;
    await effects.sleep(decision.delayMs, { signal, why: 'retry' });
  }
}

function failed(id: number, reply: FailedReply) {
  const { names, executed, transient } = failureOf(reply);
  return {
    type: 'failed' as const,
    id,
    ...(reply.error !== undefined && { error: reply.error }),
    ...(reply.cause !== undefined && { cause: reply.cause }),
    names,
    executed,
    transient,
    ...(reply.retryAfterMs !== undefined && { retryAfterMs: reply.retryAfterMs }),
  };
}
