import { chain, defineFunction } from 'temporal-functiongraph/workflows';
import { z } from 'zod';

export * from 'temporal-functiongraph/workflows';

const Order = z.object({ quantity: z.number() });
const price = defineFunction({ name: 'price', input: Order, output: Order.extend({ total: z.number() }) });
const label = defineFunction({
  name: 'label',
  input: z.object({ total: z.number() }).loose(),
  output: z.string(),
});

export const priceAndLabel = chain(price, label);

export async function order(quantity: number): Promise<string> {
  return priceAndLabel({ quantity });
}
