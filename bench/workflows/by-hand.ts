import { proxyActivities } from '@temporalio/workflow';

const { callStep } = proxyActivities<{ callStep(event: unknown): Promise<unknown> }>({
  startToCloseTimeout: '100 seconds',
});

export async function benchChain(event: unknown, steps: number): Promise<unknown> {
  let value = event;
  for (let index = 0; index < steps; index += 1) value = await callStep(value);
  return value;
}

/** Refused calls are tried again as Temporal does by itself: after 1 s, 2 s, 4 s, without end. */
export async function benchFanOut(event: unknown, calls: number): Promise<void> {
  await Promise.all(Array.from({ length: calls }, () => callStep(event)));
}

/** Items that are called at once: the server takes 2,000 at most, and each takes its part of the workflow's time. */
const WINDOW = 300;

/** One activity for each item. */
export async function benchEach(event: object, items: number): Promise<number> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items) await callStep({ ...event, step: next++ });
  };
  await Promise.all(Array.from({ length: WINDOW }, lane));
  return items;
}
