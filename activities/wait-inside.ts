import type { CallFailure } from './call-failure';
import { endDuringWait } from './end-attempt';
import type { Acknowledgement } from './heartbeats';
import type { Step } from './step';
import { stopOf } from './stop';
import type { InvokeLater } from './wire';

/** The SDK sends a heartbeat every 80 % of the heartbeat timeout, which is 10 s. */
const SIGNAL_WITHIN_MS = 10_000;

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
  // The signal comes with the answer to the SDK's own heartbeat; never, where the pause was lifted meanwhile.
  if (answer !== 'unsure') await step.context.sleep(SIGNAL_WITHIN_MS).catch(() => undefined);
  const stop = stopOf(step.context);
  return stop === undefined ? step.leave(failure, delayMs) : endDuringWait(step, stop, failure, delayMs);
}
