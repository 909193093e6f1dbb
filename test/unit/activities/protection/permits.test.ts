import { CallPostponed } from '../../../../activities/protection/call-postponed';
import { Permits } from '../../../../activities/protection/permits';
import type { Release } from '../../../../activities/protection/permits';

const never = new AbortController().signal;

function permits(options: { calls?: number; perFunction?: number } = {}): Permits {
  return new Permits({
    maxConcurrentCalls: options.calls ?? 2,
    maxConcurrentCallsPerFunction: options.perFunction ?? options.calls ?? 2,
    maxWaitMs: 2000,
    nowMs: () => Date.now(),
    random: () => 0.5,
  });
}

function take(from: Permits, fn: string): Release {
  const release = from.tryAcquire(fn);
  if (release === undefined) throw new Error(`no permit for ${fn}`);
  return release;
}

describe('permits', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('are handed out up to the limit of the account', () => {
    const account = permits({ calls: 2 });
    take(account, 'a');
    take(account, 'b');
    expect(account.tryAcquire('c')).toBeUndefined();
  });

  it('remember no more than a thousand functions, those with calls in flight among them', () => {
    const account = permits({ calls: 2 });
    take(account, 'busy');
    for (let index = 0; index < 2000; index++) take(account, `fn-${index}`)();
    expect(account.functions).toBe(1000);
    take(account, 'busy');
    expect(account.tryAcquire('busy')).toBeUndefined();
  });

  it('go to the call that waited longest when one is released', async () => {
    const account = permits({ calls: 1 });
    const release = take(account, 'a');
    const order: string[] = [];
    const waiting = ['first', 'second'].map((fn) =>
      account.acquire(fn, never).then((next) => (order.push(fn), next)),
    );
    release({ throttled: false });
    (await waiting[0])?.({ throttled: false });
    await waiting[1];
    expect(order).toEqual(['first', 'second']);
  });

  it('do not make a function wait for the limit of another', async () => {
    const account = permits({ calls: 10, perFunction: 1 });
    take(account, 'slow');
    const stuck = account.acquire('slow', never);
    stuck.catch(() => undefined);
    expect(account.waiting).toBe(1);
    const release = await account.acquire('quick', never);
    expect(release).toBeInstanceOf(Function);
    expect(account.waiting).toBe(1);
  });

  it('are refused after two seconds, with a delay and without a call', async () => {
    const account = permits({ calls: 1 });
    take(account, 'a');
    const refused = account.acquire('a', never).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(2000);
    expect(await refused).toBeInstanceOf(CallPostponed);
    expect(account.waiting).toBe(0);
  });

  it('reject with the reason of the signal, and leave the queue', async () => {
    const account = permits({ calls: 1 });
    take(account, 'a');
    const controller = new AbortController();
    const waiting = account.acquire('a', controller.signal);
    controller.abort(new Error('cancelled'));
    await expect(waiting).rejects.toThrow('cancelled');
    expect(account.waiting).toBe(0);
  });

  it('shrink on throttles to nearly as many as run meanwhile, and need no pause then', () => {
    const account = permits({ calls: 20 });
    const releases = Array.from({ length: 20 }, () => take(account, 'a'));
    for (const release of releases.slice(10)) release({ throttled: true, scope: 'function' });
    expect(account.tryAcquire('a')).toBeUndefined();
    for (const release of releases.slice(0, 10)) release({ throttled: false });
    expect(Array.from({ length: 20 }, () => account.tryAcquire('a')).filter(Boolean)).toHaveLength(10);
  });

  it('start again with one after a pause where nothing runs, and double up to half of what they were', async () => {
    const account = permits({ calls: 8 });
    const releases = Array.from({ length: 8 }, () => take(account, 'a'));
    for (const release of releases) release({ throttled: true, scope: 'function' });
    expect(account.tryAcquire('a')).toBeUndefined();
    await jest.advanceTimersByTimeAsync(250);
    const rounds: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const granted = Array.from({ length: 8 }, () => account.tryAcquire('a')).filter(
        (one) => one !== undefined,
      );
      rounds.push(granted.length);
      for (const release of granted) release({ throttled: false });
    }
    expect(rounds).toEqual([1, 2, 4, 4]);
  });

  it('of other functions stay as they are when one function is throttled', () => {
    const account = permits({ calls: 4 });
    take(account, 'a')({ throttled: true, scope: 'function' });
    expect(account.tryAcquire('a')).toBeUndefined();
    expect(account.tryAcquire('b')).toBeDefined();
  });

  it('of all functions stop when the account is throttled', () => {
    const account = permits({ calls: 4 });
    take(account, 'a')({ throttled: true, scope: 'account' });
    expect(account.tryAcquire('b')).toBeUndefined();
  });

  it('grow back to the limit with successes', async () => {
    const account = permits({ calls: 8 });
    take(account, 'a')({ throttled: true, scope: 'function' });
    await jest.advanceTimersByTimeAsync(60_000);
    for (let index = 0; index < 60; index += 1) take(account, 'a')({ throttled: false });
    expect(Array.from({ length: 9 }, () => account.tryAcquire('a')).filter(Boolean)).toHaveLength(8);
  });

  it('honour Retry-After where it is longer than the pause', async () => {
    const account = permits({ calls: 4 });
    take(account, 'a')({ throttled: true, scope: 'function', retryAfterMs: 5000 });
    await jest.advanceTimersByTimeAsync(4999);
    expect(account.tryAcquire('a')).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);
    expect(account.tryAcquire('a')).toBeDefined();
  });

  it('are there again after a minute, however long one answer wants everyone to wait', async () => {
    const account = permits({ calls: 4 });
    take(account, 'a')({ throttled: true, scope: 'account', retryAfterMs: 86_400_000 });
    await jest.advanceTimersByTimeAsync(59_999);
    expect(account.tryAcquire('b')).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);
    expect(account.tryAcquire('b')).toBeDefined();
  });

  it('are granted to waiting calls when the pause ends', async () => {
    const account = permits({ calls: 4 });
    take(account, 'a')({ throttled: true, scope: 'function' });
    const waiting = account.acquire('a', never);
    await jest.advanceTimersByTimeAsync(250);
    await expect(waiting).resolves.toBeInstanceOf(Function);
  });
});
