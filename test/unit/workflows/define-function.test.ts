import { z } from 'zod';
import { chain, defineFunction } from '../../../workflows';

const wrong = (options: object): object => options;

const double = async (input: number): Promise<number> => input * 2;
const word = async (input: number): Promise<string> => `${input} pieces`;
const fail = async (_input: number): Promise<number> => {
  throw new Error('no more');
};

test.each([
  ['resize', 'resize'],
  ['media:resize', 'resize'],
  ['project:media:resize', 'resize'],
  ['project:media:resize:!prod', 'resize'],
  ['urn:fss:region:project:function:media:resize', 'resize'],
  ['urn:fss:region:project:function:media:resize:v2', 'resize'],
])('%s is called %s', (fn, name) => {
  expect(defineFunction({ name: fn }).name).toBe(name);
});

test('the definition can be read', () => {
  const definition = {
    urn: 'urn:fss:r:p:function:default:resize:latest',
    timeout: 500,
    input: z.string(),
  } as const;
  expect(defineFunction(definition).definition).toBe(definition);
});

test.each([
  [{}, 'give either name or urn'],
  [{ name: 'a', urn: 'urn:fss:r:p:function:default:a' }, 'give either name or urn'],
  [{ name: '' }, '"" names no function'],
  [{ name: 'a b' }, '"a b" names no function'],
  [{ name: 'urn:fss:r:p:function' }, 'names no function'],
  [{ name: 'one:two:three:four:five:six:seven' }, 'names no function'],
  [{ name: 'a', timeOut: 5 }, 'unknown option "timeOut". Known options: name, urn, input, output, timeout,'],
  [{ name: 'a', path: 'b' }, 'unknown option "path"'],
  [
    { name: 'a', timeout: '91 seconds' },
    'timeout "91 seconds" is over 90 seconds, where FunctionGraph\'s gateway cuts',
  ],
  [{ name: 'a', timeout: 0 }, 'timeout must be longer than 0'],
  [{ name: 'a', timeout: 'soon' }, "timeout: 'soon' is not a span of time"],
  [{ name: 'a', scheduleToCloseTimeout: 0 }, 'scheduleToCloseTimeout must be longer than 0'],
  [{ name: 'a', delivery: 'once' }, 'delivery must be "at-least-once" or "at-most-once"; got "once"'],
  [{ name: 'a', onCancel: 'wait' }, 'onCancel must be "abort" or "finish"; got "wait"'],
  [{ name: 'a', mode: 'express' }, 'mode must be "standard" or "local"; got "express"'],
  [
    { name: 'a', mode: 'local', delivery: 'at-most-once' },
    'delivery "at-most-once" cannot hold in mode "local", where a crash of the worker repeats the call. Leave mode out',
  ],
  [
    { name: 'a', mode: 'local', taskQueue: 'gpu' },
    'taskQueue "gpu" cannot be served in mode "local", where the workflow\'s own worker makes the call. Leave out',
  ],
  [{ name: 'a', memoryMb: 1.5 }, 'memoryMb must be a whole number of megabytes'],
  [{ name: 'a', retry: [{ errors: [] }] }, 'retry[0].errors: must list at least one name'],
])('the definition %j is refused at once', (definition, message) => {
  expect(() => defineFunction(wrong(definition))).toThrow(message);
});

test('a timeout of 90 seconds is taken', () => {
  expect(() => defineFunction({ name: 'a', timeout: '90 seconds' })).not.toThrow();
});

test('options of one call are checked like those of the definition, and reject', async () => {
  const fn = defineFunction({ name: 'resize' });
  await expect(fn({}, wrong({ retries: 3 }))).rejects.toThrow('resize: unknown option "retries"');
  await expect(fn({}, { timeout: '2 minutes' })).rejects.toThrow(
    'resize: timeout "2 minutes" is over 90 seconds',
  );
});

test('an input that does not fit rejects with a failure that is never retried', async () => {
  const fn = defineFunction({
    name: 'resize',
    input: z.object({ sizes: z.array(z.object({ width: z.number() })) }),
  });
  const call = fn({ sizes: [{ width: 1 }, { width: 'x' as unknown as number }] });

  await expect(call).rejects.toMatchObject({
    type: 'FunctionGraph.InvalidRequest',
    nonRetryable: true,
    message: expect.stringMatching(/^resize: the input does not fit its schema: sizes\[1\]\.width: /),
    details: [
      { code: 'INVALID_INPUT', executed: 'no', transient: false, tries: 0, names: expect.anything() },
    ],
  });
});

test('an event without an object has no place for an idempotency key', async () => {
  const fn = defineFunction({ name: 'charge', idempotencyField: 'key' });
  await expect(fn('text')).rejects.toThrow('charge: idempotencyField "key" needs an object as event');
});

describe('chain', () => {
  test('hands each output on, through chains of chains', async () => {
    await expect(chain(double, double, word)(3)).resolves.toBe('12 pieces');
    await expect(chain(chain(double, double), chain(word))(3)).resolves.toBe('12 pieces');
  });

  test('gives its options to each link, and those of a call before them', async () => {
    const seen: unknown[] = [];
    const link = async (input: number, options?: object): Promise<number> => {
      seen.push(options);
      return input;
    };
    await chain(link, link, { timeout: 5, logs: true })(1, { timeout: 7, path: 'items[0]' });
    await chain(link, double)(1);

    const merged = { timeout: 7, logs: true, path: 'items[0]' };
    expect(seen).toEqual([merged, merged, undefined]);
  });

  test('knows its functions, as it calls them', () => {
    const price = defineFunction({ name: 'price', timeout: 5 });
    const charge = defineFunction({ name: 'charge', delivery: 'at-most-once' });
    const inner = chain(price, { logs: true });
    expect(chain(inner, async () => 1, charge, { timeout: 7 }).definitions).toEqual([
      { name: 'price', timeout: 7, logs: true },
      { name: 'charge', delivery: 'at-most-once', timeout: 7 },
    ]);
  });

  test('refuses options that one of its functions cannot have, however deep', () => {
    const charge = defineFunction({ name: 'charge', delivery: 'at-most-once' });
    const message = 'chain: charge: delivery "at-most-once" cannot hold in mode "local"';
    expect(() => chain(charge, { mode: 'local' })).toThrow(message);
    expect(() => chain(chain(charge), { mode: 'local' })).toThrow(message);
  });

  test('stops at the first link that fails', async () => {
    const never = jest.fn(double);
    await expect(chain(double, fail, never)(1)).rejects.toThrow('no more');
    expect(never).not.toHaveBeenCalled();
  });

  test.each([
    [[], 'give at least one function'],
    [[{ timeout: 5 }], 'argument 1 is not a function (object)'],
    [[double, { timeout: 5 }, double], 'argument 2 is not a function (object)'],
    [[double, null], 'argument 2 is not a function (null)'],
    [[double, { timeOut: 5 }], 'chain: unknown option "timeOut"'],
  ])('refuses the arguments %p', (links, message) => {
    expect(() => (chain as (...args: unknown[]) => unknown)(...links)).toThrow(message);
  });
});
