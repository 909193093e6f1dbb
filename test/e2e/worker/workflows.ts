import { proxyActivities } from '@temporalio/workflow';
import { chain, defineFunction } from 'temporal-functiongraph/workflows';

const double = defineFunction<number, number>({ name: 'double' });
const { greet } = proxyActivities<{ greet(name: string): Promise<string> }>({ startToCloseTimeout: '10 s' });

/** A step of ours and an activity of the user. */
export async function greetDoubled(value: number): Promise<string> {
  return greet(String(await double(value)));
}

export const doubleTwice = chain(double, double);
