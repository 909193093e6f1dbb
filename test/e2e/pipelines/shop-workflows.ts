import { ApplicationFailure, sleep } from '@temporalio/workflow';

export { runPipeline } from 'temporal-functiongraph/workflows';

/** A workflow of a user's own. */
export async function double(input: { n: number }): Promise<number> {
  await sleep(1);
  return input.n * 2;
}

export async function refuse(input: { type: string }): Promise<never> {
  throw ApplicationFailure.nonRetryable('because', input.type);
}

export async function sleepLong(): Promise<void> {
  await sleep('1h');
}

export async function passOn(input: unknown): Promise<unknown> {
  return input;
}
