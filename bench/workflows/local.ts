import { defineFunction } from 'temporal-functiongraph/workflows';

const step = defineFunction({ name: 'step', mode: 'local' });

export async function benchChain(event: unknown, steps: number): Promise<unknown> {
  let value = event;
  for (let index = 0; index < steps; index += 1) value = await step(value);
  return value;
}

/** As patient as Temporal's own policy. */
const patientStep = defineFunction({
  name: 'step',
  retry: [{ errors: ['FunctionGraph.Throttled'], maxAttempts: 1_000_000, maxInterval: '100 s' }],
});

export async function benchFanOut(event: unknown, calls: number): Promise<void> {
  await Promise.all(Array.from({ length: calls }, () => patientStep(event)));
}
