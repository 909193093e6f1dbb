import { chain, defineFunction } from 'temporal-functiongraph/workflows';

type Step = { readonly step: number };
/** Short: a chain of such functions begins in a local activity. */
const step = defineFunction<Step, Step>({ name: 'step', mode: 'local' });
const ten = chain(step, step, step, step, step, step, step, step, step, step, { mode: 'express' });

/** @param steps tens of them */
export async function benchChain(event: Step, steps: number): Promise<unknown> {
  let value = event;
  for (let done = 0; done < steps; done += 10) value = await ten(value);
  return value;
}
