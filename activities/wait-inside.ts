import type { CallFailure } from './call-failure';
import { endDuringWait } from './end-attempt';
import type { Acknowledgement } from './heartbeats';
import type { Step } from './step';
import { stopOf } from './stop';
import type { InvokeLater } from './wire';

/**
 * Sleeps inside the attempt. The counts are written down before the wait, and before the next try once more: there the
 * server must still hold the attempt to be ours, else the try is not made.
 */
export async function waitInside(
  step: Step,
  failure: CallFailure,
  delayMs: number,
): Promise<InvokeLater | undefined> {
  const dueMs = performance.now() + delayMs;
  const leftMs = (): number => Math.max(0, dueMs - performance.now());
  const beforeWait = await step.heartbeats.acknowledge(step.progress);
  if (beforeWait !== 'ours') return notOurs(step, beforeWait, failure, leftMs());
  try {
    await step.context.sleep(leftMs());
  } catch {
    return endDuringWait(step, stopOf(step.context) ?? 'lost', failure, leftMs());
  }
  step.unsettle();
  const beforeTry = await step.heartbeats.acknowledge(step.progress);
  if (beforeTry === 'ours') return undefined;
  step.settle();
  return notOurs(step, beforeTry, failure, 0);
}

async function notOurs(
  step: Step,
  answer: Exclude<Acknowledgement, 'ours'>,
  failure: CallFailure,
  delayMs: number,
): Promise<InvokeLater> {
  if (answer === 'unsure' && stopOf(step.context) === undefined) return step.leave(failure, delayMs);
  // The signal comes with the answer to the SDK's own heartbeat.
  await step.context.cancelled.catch(() => undefined);
  return endDuringWait(step, stopOf(step.context) ?? 'lost', failure, delayMs);
}
