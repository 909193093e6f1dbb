import { defineFunction } from 'temporal-functiongraph/workflows';
import { z } from 'zod';

export { callChain } from 'temporal-functiongraph/workflows';

const make = defineFunction({ name: 'make', output: z.looseObject({ note: z.string() }) });
const mirror = defineFunction({ name: 'mirror', idempotencyField: '__proto__', retry: [] });

/** Hands hostile output on, and says whether anything of this realm has changed. */
export async function handOn(): Promise<{ seen: unknown; polluted: boolean }> {
  const { output } = await make.invoke({});
  const seen = await mirror(output);
  return { seen, polluted: 'polluted' in {} };
}
