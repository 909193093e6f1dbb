import { sleep } from '@temporalio/workflow';

export async function greet(name: string): Promise<string> {
  return `Hello, ${name}`;
}

/** Milliseconds that a timer of `ms` really took. */
export async function nap(ms: number): Promise<number> {
  const startedMs = Date.now();
  await sleep(ms);
  return Date.now() - startedMs;
}
