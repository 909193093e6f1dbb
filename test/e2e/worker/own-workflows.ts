import { defineFunction } from 'temporal-functiongraph/workflows';

const first = defineFunction({ name: 'first' });

export async function firstOnly(event: unknown): Promise<unknown> {
  return first(event);
}
