import { CancellationScope, executeChild, isCancellation, workflowInfo } from '@temporalio/workflow';
import {
  chain,
  defineFunction,
  type FunctionDefinition,
  type FunctionGraphFailure,
  functionGraphFailure,
} from 'temporal-functiongraph/workflows';
import { z } from 'zod';

const Order = z.object({
  id: z.string(),
  items: z.array(z.object({ sku: z.string(), quantity: z.number().int() })),
});
const Priced = Order.extend({ total: z.number() });
const Receipt = z.object({ receipt: z.string(), total: z.number() });

const price = defineFunction({ name: 'price', input: Order, output: Priced });
const charge = defineFunction({
  name: 'charge',
  input: Priced,
  output: Receipt,
  delivery: 'at-most-once',
  idempotencyField: 'requestKey',
});
const notify = defineFunction<z.infer<typeof Receipt>, { sent: boolean }>({
  name: 'notify',
  timeout: '5 seconds',
});
const reserve = defineFunction<{ sku: string }, { reserved: string }>({
  name: 'reserve',
  idempotencyField: 'requestKey',
});
const echo = defineFunction({ name: 'echo' });
const slow = defineFunction({ name: 'slow' });
const slowToTheEnd = defineFunction({ name: 'slow', onCancel: 'finish' });

const fulfil = chain(price, charge, notify);

export { callChain, runPipeline } from 'temporal-functiongraph/workflows';

export async function runChain(order: z.infer<typeof Order>): Promise<{ sent: boolean }> {
  return fulfil(order);
}

export async function fanOut(skus: string[]): Promise<string[]> {
  const reserved = await Promise.all(skus.map((sku, index) => reserve({ sku }, { path: `items[${index}]` })));
  return reserved.map((one) => one.reserved);
}

/** Local chains with an ordinary step among them. */
export async function shortChains(): Promise<unknown[]> {
  const localEcho = defineFunction({ name: 'echo', mode: 'local' });
  const short = chain(localEcho, localEcho, { mode: 'express' });
  return [await short(1), await echo(2), await short(3), await short(4), await short(5)];
}

export async function visitTwice(): Promise<unknown[]> {
  return [await reserve({ sku: 'a' }), await reserve({ sku: 'b' })];
}

export async function measured(event: unknown): Promise<unknown> {
  return echo.invoke(event, { logs: true, memoryMb: 256, summary: 'one line\nonly', retry: [] });
}

/** Returns what the step failed with instead of failing. */
export async function failing(event: unknown): Promise<FunctionGraphFailure | 'not ours' | undefined> {
  try {
    await echo(event, { scheduleToCloseTimeout: '3 seconds' });
    return undefined;
  } catch (error) {
    return functionGraphFailure(error) ?? 'not ours';
  }
}

/** Calls functions one after the other; each result as measured, or what the step failed with. */
export async function trial(
  functions: readonly FunctionDefinition<unknown, unknown>[],
  event: unknown,
): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const definition of functions) {
    try {
      results.push(await defineFunction(definition).invoke(event));
    } catch (error) {
      results.push({ ...functionGraphFailure(error), cancelled: isCancellation(error) });
    }
  }
  return results;
}

export async function failingChild(order: unknown): Promise<FunctionGraphFailure | 'not ours' | undefined> {
  try {
    await executeChild('runChain', { args: [order], workflowId: `${workflowInfo().workflowId}-child` });
    return undefined;
  } catch (error) {
    return functionGraphFailure(error) ?? 'not ours';
  }
}

export async function repeatedEvent(bytes: number): Promise<unknown> {
  return echo({ text: 'x'.repeat(bytes) });
}

export async function eventWithCycle(): Promise<unknown> {
  const event: { self?: unknown } = {};
  event.self = event;
  return echo(event);
}

export async function cancelled(finish: boolean): Promise<string> {
  try {
    return JSON.stringify(await (finish ? slowToTheEnd : slow)({}));
  } catch (error) {
    if (!isCancellation(error)) throw error;
    const left = await CancellationScope.nonCancellable(() => notify({ receipt: 'none', total: 0 }));
    return `cancelled, then notified: ${JSON.stringify(left)}`;
  }
}

/** A hand-written activity of the same kind, to compare histories with. */
export { handWritten } from './hand-written';
