import { getEventListeners } from 'node:events';
import { VirtualClock, WaitsForeverError } from '../../../../asl/test-kit/virtual-clock';

const signal = new AbortController().signal;

test('an hour passes at once when nothing else can happen', async () => {
  const clock = new VirtualClock(1000);
  await clock.run(clock.sleep(3_600_000));
  expect(clock.now()).toBe(3_601_000);
});

test('things of the same time happen in the order in which they were begun', async () => {
  const clock = new VirtualClock();
  const log: string[] = [];
  const sleeper = async (name: string, ms: number) => {
    await clock.sleep(ms);
    log.push(name);
  };
  await clock.run(Promise.all([sleeper('b', 5), sleeper('a', 1), sleeper('c', 5), sleeper('d', 4)]));
  expect(log).toEqual(['a', 'd', 'b', 'c']);
});

test('a limit that ends with what it limits loses, in whatever order they were begun', async () => {
  const clock = new VirtualClock();
  const log: string[] = [];
  const late = clock.sleep(5, { signal, why: 'machine-timeout' }).then(() => log.push('machine'));
  const limit = clock.sleep(5, { signal, why: 'timeout' }).then(() => log.push('limit'));
  const work = clock.sleep(5, { signal, why: 'state' }).then(() => log.push('work'));
  await clock.run(Promise.all([late, limit, work]));
  expect(log).toEqual(['work', 'limit', 'machine']);
});

test('what an event starts at once happens before the next event of the same time', async () => {
  const clock = new VirtualClock();
  const log: string[] = [];
  const slowly = async () => {
    await clock.sleep(5);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    log.push('first and all that follows');
  };
  const first = slowly();
  const second = clock.sleep(5).then(() => log.push('second'));
  await clock.run(Promise.all([first, second]));
  expect(log).toEqual(['first and all that follows', 'second']);
});

test('time stands still while real work is under way', async () => {
  const clock = new VirtualClock();
  const log: string[] = [];
  const real = clock.hold(
    new Promise<void>((resolve) => {
      setTimeout(() => {
        log.push(`real at ${clock.now()}`);
        resolve();
      }, 5);
    }),
  );
  const timer = clock.sleep(1).then(() => log.push(`timer at ${clock.now()}`));
  await clock.run(Promise.all([real, timer]));
  expect(log).toEqual(['real at 0', 'timer at 1']);
});

test('an aborted sleep is no longer waited for', async () => {
  const clock = new VirtualClock();
  const abort = new AbortController();
  void clock.sleep(1000, { signal: abort.signal, why: 'state' });
  abort.abort();
  await clock.run(clock.sleep(10));
  expect(clock.now()).toBe(10);
});

test('a wait that nothing will ever end is an error, not a wait', async () => {
  const clock = new VirtualClock();
  await expect(clock.run(new Promise(() => undefined))).rejects.toThrow(WaitsForeverError);
});

test('time can pass in steps', async () => {
  const clock = new VirtualClock();
  const log: number[] = [];
  void clock.sleep(10).then(() => log.push(10));
  void clock.sleep(30).then(() => log.push(30));
  await clock.advance(20);
  expect([log, clock.now()]).toEqual([[10], 20]);
  await clock.advance(10);
  expect([log, clock.now()]).toEqual([[10, 30], 30]);
});

test('a wait that is over leaves nothing behind at its signal', async () => {
  const clock = new VirtualClock();
  const { signal: own } = new AbortController();
  for (let nth = 0; nth < 20; nth++) await clock.run(clock.sleep(30_000, { signal: own }));
  expect(getEventListeners(own, 'abort')).toEqual([]);
});
