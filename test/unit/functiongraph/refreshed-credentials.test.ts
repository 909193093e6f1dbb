import { type Expiring, refreshed } from '../../../functiongraph';

const HOUR_MS = 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

/** A provider with a clock that the test sets, and fetches that it answers. */
function fixture(lifetimeMs = HOUR_MS) {
  const state = { nowMs: 0, fetches: 0, failing: false };
  const fetch = (): Promise<Expiring> => {
    state.fetches++;
    if (state.failing) return Promise.reject(new Error('IAM is down'));
    return Promise.resolve({ credentials: { token: `T${state.fetches}` }, lifetimeMs });
  };
  const provider = refreshed(fetch, { renewBeforeMs: 10 * MINUTE_MS, now: () => state.nowMs });
  return { state, provider };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('is fetched once for all calls in flight, and kept', async () => {
  const { state, provider } = fixture();
  const first = await Promise.all([provider(), provider(), provider()]);
  expect(first).toEqual([{ token: 'T1' }, { token: 'T1' }, { token: 'T1' }]);
  state.nowMs = 49 * MINUTE_MS;
  expect(await provider()).toEqual({ token: 'T1' });
  expect(state.fetches).toBe(1);
});

test('is renewed in the background before its end, once', async () => {
  const { state, provider } = fixture();
  await provider();
  state.nowMs = 51 * MINUTE_MS;
  expect(await Promise.all([provider(), provider()])).toEqual([{ token: 'T1' }, { token: 'T1' }]);
  await settled();
  expect(await provider()).toEqual({ token: 'T2' });
  expect(state.fetches).toBe(2);
});

test('that cannot be renewed is used while it lasts, and asked for again after a pause', async () => {
  const { state, provider } = fixture();
  await provider();
  state.failing = true;
  state.nowMs = 51 * MINUTE_MS;
  await provider();
  await settled();
  expect(await provider()).toEqual({ token: 'T1' });
  expect(state.fetches).toBe(2);
  state.nowMs += 10_000;
  await provider();
  await settled();
  expect(state.fetches).toBe(3);
  state.nowMs = HOUR_MS;
  await expect(provider()).rejects.toThrow('IAM is down');
  state.failing = false;
  expect(await provider()).toEqual({ token: 'T5' });
});

test('that lives shorter than the usual time before renewal is not renewed all the time', async () => {
  const { state, provider } = fixture(2 * MINUTE_MS);
  await provider();
  state.nowMs = MINUTE_MS - 1;
  await provider();
  expect(state.fetches).toBe(1);
});

describe('that the service refused', () => {
  test('is replaced at once, with one fetch for all calls that were refused', async () => {
    const { state, provider } = fixture();
    const refused = await provider();
    const next = () => {
      provider.expire?.({ ...refused });
      return provider();
    };
    expect(await Promise.all([next(), next(), next()])).toEqual([
      { token: 'T2' },
      { token: 'T2' },
      { token: 'T2' },
    ]);
    expect(await next()).toEqual({ token: 'T2' });
    expect(state.fetches).toBe(2);
  });

  test('is given again where it was new itself, and replaced when a minute has passed', async () => {
    const { state, provider } = fixture();
    provider.expire?.(await provider());
    const second = await provider();
    provider.expire?.(second);
    expect(await provider()).toBe(second);
    state.nowMs = MINUTE_MS;
    provider.expire?.(second);
    expect(await provider()).toEqual({ token: 'T3' });
  });

  test('is not given again where no other can be had', async () => {
    const { state, provider } = fixture();
    const refused = await provider();
    state.failing = true;
    provider.expire?.(refused);
    await expect(provider()).rejects.toThrow('IAM is down');
    state.failing = false;
    expect(await provider()).toEqual({ token: 'T3' });
  });
});
