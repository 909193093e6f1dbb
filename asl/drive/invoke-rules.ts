import { decide, type Decision, type Failure, type RetryCounts } from '../../retry';
import { namesOf } from '../engine/problem';
import { effectiveRules } from '../engine/task-rules';
import type { InvokeCommand } from '../engine/turn';
import type { FailedReply } from './effects';

/** What the rules need to know of a failed try; what its reply leaves out is filled in. */
export function failureOf(reply: FailedReply): Failure {
  return {
    names: reply.names ?? namesOf(reply.error),
    executed: reply.executed ?? 'yes',
    transient: reply.transient ?? false,
    ...(reply.retryAfterMs !== undefined && { retryAfterMs: reply.retryAfterMs }),
  };
}

/**
 * What to do after a failed try of an `invoke` command. The definition's retriers decide; below them stands the default
 * rule for calls that surely did not run, since a throttle is the platform's business. A command without rules has one
 * try: its loop is the engine's.
 */
export function decideInvoke(
  command: Pick<InvokeCommand, 'retry' | 'settings'>,
  counts: RetryCounts,
  failure: Failure,
  options: { readonly random: () => number; readonly remainingMs?: number },
): Decision {
  if (command.retry === undefined)
    return { giveUp: 'the state machine itself tries it again, if anything does' };
  return decide(effectiveRules(command.retry, failure), counts, failure, {
    delivery: command.settings?.delivery ?? 'at-least-once',
    random: options.random,
    remainingMs: options.remainingMs ?? Infinity,
  });
}
