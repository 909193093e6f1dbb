import { proxyActivities } from '@temporalio/workflow';

const { callByHand } = proxyActivities<{ callByHand(name: string, event: unknown): Promise<unknown> }>({
  startToCloseTimeout: '1 minute',
});

/** A chain of ten as somebody would write it without this package. */
export async function handWritten(names: string[], input: unknown): Promise<unknown> {
  let value = input;
  for (const name of names) value = await callByHand(name, value);
  return value;
}
