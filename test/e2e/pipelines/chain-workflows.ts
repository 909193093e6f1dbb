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
const localAdd = defineFunction<Numbered, Numbered>({ name: 'add', mode: 'local' });
const refuse = defineFunction<Numbered, Numbered>({ name: 'refuse' });
const localRefuse = defineFunction<Numbered, Numbered>({ name: 'refuse', mode: 'local' });

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

/** Functions of the mode local, which are named by the input. */
export async function shortCalls(input: {
  readonly functions: readonly string[];
  readonly value: Numbered;
}): Promise<unknown> {
  const [first = add, ...others] = input.functions.map((name) =>
    defineFunction<Numbered, Numbered>({
      name,
      mode: 'local',
      retry: [{ errors: ['Flaky'], maxAttempts: 2, interval: '2 s' }],
      idempotencyField: 'key',
    }),
  );
  return chain(first, ...(others as [typeof add]), { mode: 'express' })(input.value);
}

/** What they fail with: a chain of local functions, and of others. */
export async function shortAndLongFailures(): Promise<unknown[]> {
  return [
    await failureOf(chain(localAdd, localRefuse), 'local'),
    await failureOf(chain(add, refuse), 'standard'),
  ];
}

async function failureOf(
  failing: ReturnType<typeof chain<[typeof add, typeof refuse]>>,
  path: string,
): Promise<unknown> {
  try {
    return await failing({ n: 1 }, { mode: 'express', path });
  } catch (error) {
    return { failure: functionGraphFailure(error), chain: namesOf(error) };
  }
}

function namesOf(error: unknown): string[] {
  return error instanceof Error ? [error.name, ...namesOf(error.cause)] : [];
}

/** Tried again after a second, and given up after four. */
export async function shortWithLimit(): Promise<unknown> {
  const failing = defineFunction<Numbered, Numbered>({
    name: 'refuse-slowly',
    mode: 'local',
    scheduleToCloseTimeout: '4 s',
    retry: [{ errors: ['Refused'], maxAttempts: 5, interval: '1 s', backoffRate: 1 }],
  });
  return chain(failing, { mode: 'express' })({ n: 1 });
}

/** Several at once, and one after them. */
export async function shortAtOnce(): Promise<unknown> {
  const short = chain(localAdd, localAdd, { mode: 'express' });
  const together = await Promise.all([short({ n: 1 }), short({ n: 2 }), short({ n: 3 })]);
  return [...together, await short({ n: 4 })];
}

/** One after the other, and ordinary steps among them. */
export async function shortInTurn(
  functions: readonly (string | { readonly standard: string })[],
): Promise<unknown> {
  let value: unknown = { n: 0 };
  for (const one of functions) {
    const call =
      typeof one === 'string'
        ? chain(defineFunction({ name: one, mode: 'local' }), { mode: 'express' })
        : defineFunction({ name: one.standard });
    value = await call(value);
  }
  return value;
}
