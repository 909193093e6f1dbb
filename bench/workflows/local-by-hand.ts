import { proxyLocalActivities } from '@temporalio/workflow';

const { callStep } = proxyLocalActivities<{ callStep(event: unknown): Promise<unknown> }>({
  startToCloseTimeout: '100 seconds',
});

export async function benchChain(event: unknown, steps: number): Promise<unknown> {
  let value = event;
  for (let index = 0; index < steps; index += 1) value = await callStep(value);
  return value;
}
