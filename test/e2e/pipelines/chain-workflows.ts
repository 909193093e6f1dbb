import { chain, defineFunction, functionGraphFailure } from 'temporal-functiongraph/workflows';

type Numbered = { readonly n: number };

const add = defineFunction<Numbered, Numbered>({ name: 'add' });
const keyed = defineFunction<Numbered, Numbered & { readonly key: string }>({
  name: 'echo',
  idempotencyField: 'key',
});
const flaky = defineFunction<Numbered, Numbered>({
  name: 'flaky',
  retry: [{ errors: ['Flaky'], maxAttempts: 2, interval: '1 ms' }],
});
const refuse = defineFunction<Numbered, Numbered>({ name: 'refuse' });

export async function express(input: Numbered): Promise<unknown> {
  return chain(add, flaky, add, keyed, { mode: 'express' })(input);
}

export async function eachByItself(input: Numbered): Promise<unknown> {
  return chain(add, flaky, add, keyed)(input);
}

/** The same chain twice, the second time in mode express, and a failure. */
export async function mixed(input: Numbered): Promise<unknown> {
  const twice = chain(add, add);
  const first = await twice(input);
  const second = await twice(first, { mode: 'express', path: 'again' });
  try {
    return await chain(add, refuse)(second, { mode: 'express' });
  } catch (error) {
    return { second, failure: functionGraphFailure(error) };
  }
}

/** What mode express refuses, as the message of each. */
export async function refused(): Promise<string[]> {
  const checked = defineFunction<Numbered, Numbered>({
    name: 'checked',
    output: {
      '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Numbered }) },
    },
  });
  const once = defineFunction<Numbered, Numbered>({ name: 'once', delivery: 'at-most-once' });
  const own = async (input: Numbered): Promise<Numbered> => input;
  const attempts = [
    () => chain(checked, add, { mode: 'express' }),
    () => chain(add, once, { mode: 'express' }),
    () => chain(add, own, { mode: 'express' }),
  ];
  return attempts.map((attempt) => {
    try {
      attempt();
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    }
  });
}
export { callChain } from 'temporal-functiongraph/workflows';
