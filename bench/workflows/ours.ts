import { defineFunction } from 'temporal-functiongraph/workflows';

const step = defineFunction({ name: 'step' });

export async function benchChain(event: unknown, steps: number): Promise<unknown> {
  let value = event;
  for (let index = 0; index < steps; index += 1) value = await step(value);
  return value;
}
