import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;

/** Waits until `condition` holds. The test's own time limit ends the wait where it never does. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(POLL_MS);
}
