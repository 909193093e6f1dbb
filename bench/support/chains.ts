import type { Child } from './child';
import type { BenchPipeline, Kind } from './pipeline';
import { median } from './stats';

export const ROUNDS = 15;
export const STEPS = 10;
const ONE_BY_ONE = 10;
const AT_ONCE = 50;

export interface RoundResult {
  readonly p50Ms: number;
  readonly stepsPerSecond: number;
  readonly cpuMsPerStep: number;
}

/** Chains of {@link STEPS}: some one after the other, then some at once. */
export async function measure(pipeline: BenchPipeline, worker: Child, kind: Kind): Promise<RoundResult> {
  const before = await worker.ask<{ cpuUs: number }>({});
  const times: number[] = [];
  for (let index = 0; index < ONE_BY_ONE; index += 1) {
    const began = performance.now();
    await pipeline.chain(kind, STEPS);
    times.push(performance.now() - began);
  }
  const began = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, () => pipeline.chain(kind, STEPS)));
  const seconds = (performance.now() - began) / 1000;
  const after = await worker.ask<{ cpuUs: number }>({});
  return {
    p50Ms: median(times),
    stepsPerSecond: (AT_ONCE * STEPS) / seconds,
    cpuMsPerStep: (after.cpuUs - before.cpuUs) / 1000 / ((ONE_BY_ONE + AT_ONCE) * STEPS),
  };
}

/** Events and bytes of a further step, from the server's own count of the history. */
export async function growth(
  pipeline: BenchPipeline,
  kind: Kind,
): Promise<{ events: number; bytes: number }> {
  const [short, long] = [await size(pipeline, kind, STEPS), await size(pipeline, kind, 2 * STEPS)];
  return { events: (long.events - short.events) / STEPS, bytes: (long.bytes - short.bytes) / STEPS };
}

async function size(
  pipeline: BenchPipeline,
  kind: Kind,
  steps: number,
): Promise<{ events: number; bytes: number }> {
  const handle = pipeline.client.workflow.getHandle(await pipeline.chain(kind, steps));
  const info = await handle.describe();
  return { events: info.historyLength, bytes: info.historySize ?? Number.NaN };
}
