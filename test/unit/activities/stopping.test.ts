import { ActivityCancellationDetails, CancelledFailure } from '@temporalio/common';
import type { ApplicationFailure } from '@temporalio/common';
import type { InvokeRequest } from '../../../activities';
import type { Invocation } from '../../../functiongraph/invocation';
import { FakeInvoker, type Bench, bench, failureOf, hangs, invoke, ok, throttled } from './support';

type Reason = Parameters<Bench['env']['cancel']>[0];
const ways = {
  cancel: ['CANCELLED', { cancelRequested: true }],
  pause: ['PAUSED', { paused: true }],
  reset: ['RESET', { reset: true }],
  shutdown: ['WORKER_SHUTDOWN', { workerShutdown: true }],
  eviction: ['WORKER_SHUTDOWN', {}],
  timeout: ['TIMED_OUT', { timedOut: true, notFound: true }],
  closed: ['NOT_FOUND', { notFound: true }],
} as const satisfies Record<string, [Reason, object]>;
type Way = keyof typeof ways;

function stop(on: Bench, way: Way): void {
  const [reason, details] = ways[way];
  on.env.cancel(reason, new ActivityCancellationDetails(details));
}

/** Runs a call that is under way when the attempt is told to stop, and ends by `ending` if it is not aborted. */
async function stopDuringCall(way: Way, request: Partial<InvokeRequest>, ending: Invocation | Error = ok) {
  const on = bench();
  let aborted: unknown;
  const client = new FakeInvoker([
    (options) => {
      setImmediate(() => stop(on, way));
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => (ending instanceof Error ? reject(ending) : resolve(ending)), 20);
        options.signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          aborted = options.signal?.reason;
          reject(aborted);
        });
      });
    },
  ]);
  const result = await invoke(on, client, request);
  return {
    on,
    result,
    aborted: aborted !== undefined,
    reason: on.env.context.cancellationSignal.reason as unknown,
  };
}

/** Stops an attempt that sleeps between two tries. */
async function stopDuringWait(way: Way, request: Partial<InvokeRequest> = {}) {
  jest.useFakeTimers();
  try {
    const on = bench();
    const client = new FakeInvoker([throttled, ok]);
    const running = invoke(on, client, { retry: [{ errors: ['FSS.0429'], intervalMs: 1500 }], ...request });
    await jest.advanceTimersByTimeAsync(500);
    stop(on, way);
    await jest.advanceTimersByTimeAsync(0);
    return { on, result: await running, calls: client.calls.length };
  } finally {
    jest.useRealTimers();
  }
}

describe('cancellation', () => {
  test('aborts the call, and says that the function may have run', async () => {
    const { result, aborted } = await stopDuringCall('cancel', {});
    expect(aborted).toBe(true);
    expect(result).toBeInstanceOf(CancelledFailure);
    expect(result).toMatchObject({
      details: [{ code: 'FunctionGraph.OutcomeUnknown', executed: 'maybe', tries: 1 }],
    });
  });

  test('aborts an at-most-once call as well', async () => {
    expect(await stopDuringCall('cancel', { delivery: 'at-most-once' })).toMatchObject({
      aborted: true,
      result: { details: [{ executed: 'maybe' }] },
    });
  });

  test('with onCancel finish lets the call end, and keeps its result', async () => {
    const { result, aborted } = await stopDuringCall('cancel', { onCancel: 'finish' });
    expect(aborted).toBe(false);
    expect(result).toMatchObject({ v: 1, output: { done: true } });
  });

  test('with onCancel finish tells the failure of a function that ran', async () => {
    const failed = failureOf('ValidationError', 'FunctionError', { executed: 'yes', transient: false });
    const { result } = await stopDuringCall('cancel', { onCancel: 'finish' }, failed);
    expect(result).toMatchObject({
      type: 'ValidationError',
      nonRetryable: true,
      message: expect.stringContaining('not retried: cancellation was requested'),
    });
  });

  test('with onCancel finish is cancelled where the function did not run', async () => {
    const { result } = await stopDuringCall('cancel', { onCancel: 'finish' }, throttled);
    expect(result).toMatchObject({
      name: 'CancelledFailure',
      details: [{ code: 'FSS.0429', executed: 'no' }],
    });
  });

  test('ends a wait, and tells what the last try failed with', async () => {
    const { result, calls } = await stopDuringWait('cancel');
    expect(result).toMatchObject({
      name: 'CancelledFailure',
      details: [{ code: 'FSS.0429', executed: 'no', tries: 1 }],
    });
    expect(calls).toBe(1);
  });
});

describe.each<[Way]>([['shutdown'], ['eviction']])('a worker that stops (%s)', (way) => {
  test('aborts what may be sent again, counts it, and lets Temporal start the next attempt', async () => {
    const { on, result, aborted, reason } = await stopDuringCall(way, {});
    expect(aborted).toBe(true);
    expect(result).toBe(reason);
    expect(on.heartbeats).toEqual([{ attempt: 1, counts: [1], tries: 1, executed: 'maybe' }]);
  });

  test('fails the step where the rules allow no second call', async () => {
    const { result } = await stopDuringCall(way, { retry: [] });
    expect(result).toMatchObject({ type: 'FunctionGraph.OutcomeUnknown', nonRetryable: true });
  });

  test('lets an at-most-once call finish', async () => {
    const { result, aborted } = await stopDuringCall(way, { delivery: 'at-most-once' });
    expect(aborted).toBe(false);
    expect(result).toMatchObject({ output: { done: true } });
  });

  test('leaves a wait to the next attempt, with what remains of it', async () => {
    const { on, result } = await stopDuringWait(way);
    expect(result).toMatchObject({ nonRetryable: false, nextRetryDelay: 1000, type: 'FSS.0429' });
    expect(on.heartbeats.at(-1)).toEqual({ attempt: 1, counts: [1, 0], tries: 1 });
  });

  test('hands an at-most-once wait to the workflow', async () => {
    const { result } = await stopDuringWait(way, { delivery: 'at-most-once' });
    expect(result).toEqual({ v: 1, retryAfterMs: 1000, counts: [1, 0], tries: 1 });
  });
});

describe('a pause', () => {
  test('lets the call finish', async () => {
    const { result, aborted } = await stopDuringCall('pause', {});
    expect(aborted).toBe(false);
    expect(result).toMatchObject({ output: { done: true } });
  });

  test('starts no further try in the attempt', async () => {
    const { on, result } = await stopDuringCall(
      'pause',
      { retry: [{ errors: ['FSS.0429'], intervalMs: 100 }] },
      throttled,
    );
    expect(result).toMatchObject({ nonRetryable: false, nextRetryDelay: 100 });
    expect(on.heartbeats.at(-1)).toEqual({ attempt: 1, counts: [1, 0], tries: 1 });
  });
});

describe('a reset by an operator', () => {
  test('aborts what may be sent again, and starts the counts anew', async () => {
    const { on, result, aborted, reason } = await stopDuringCall('reset', {});
    expect(aborted).toBe(true);
    expect(result).toBe(reason);
    expect(on.heartbeats).toEqual([{ attempt: 1, counts: [], tries: 1, executed: 'maybe' }]);
  });

  test('ends a wait, so that the next attempt starts at once', async () => {
    const { on, result } = await stopDuringWait('reset');
    expect(result).toMatchObject({ nonRetryable: false, nextRetryDelay: 1 });
    expect(on.heartbeats.at(-1)).toEqual({ attempt: 1, counts: [], tries: 1 });
  });

  test('lets an at-most-once call finish', async () => {
    expect(await stopDuringCall('reset', { delivery: 'at-most-once' })).toMatchObject({ aborted: false });
  });
});

test.each<[Way, Partial<InvokeRequest>]>([
  ['timeout', {}],
  ['closed', {}],
  ['timeout', { delivery: 'at-most-once' }],
])(
  'an attempt that nobody waits for (%s, %p) aborts its call and reports nothing of its own',
  async (way, request) => {
    const { result, aborted, reason } = await stopDuringCall(way, request);
    expect(aborted).toBe(true);
    expect(result).toBe(reason);
  },
);

test('a failure that was known before the abort is not lost', async () => {
  const on = bench();
  const known = failureOf('ValidationError', 'FunctionError', { executed: 'yes', transient: false });
  const client = new FakeInvoker([
    (options) => {
      setImmediate(() => stop(on, 'shutdown'));
      return hangs(options).catch(() => Promise.reject(known));
    },
  ]);
  const running = invoke(on, client);
  expect(await running).toMatchObject({ type: 'ValidationError', nonRetryable: true });
  expect(((await running) as ApplicationFailure).details).toMatchObject([{ executed: 'yes' }]);
});

describe('an attempt that is told to stop before its first call', () => {
  async function stopAtStart(
    way: Way,
    request: Partial<InvokeRequest>,
    info: Parameters<typeof bench>[0] = {},
  ) {
    const on = bench(info);
    const client = new FakeInvoker([ok]);
    stop(on, way);
    const result = await invoke(on, client, request);
    expect(client.calls).toEqual([]);
    return { on, result, reason: on.env.context.cancellationSignal.reason as unknown };
  }

  test('sends nothing and says so, and what earlier tries came to (cancel)', async () => {
    const details = { code: 'CANCELLED', executed: 'no', tries: 0 };
    const first = await stopAtStart('cancel', {});
    expect(first.result).toBeInstanceOf(CancelledFailure);
    expect(first.result).toMatchObject({ details: [details] });
    expect(first.on.heartbeats).toEqual([{ attempt: 1, counts: [], tries: 0 }]);
    const resume = { counts: [1], tries: 2, executed: 'maybe' as const };
    const later = await stopAtStart('cancel', { resume });
    expect(later.result).toMatchObject({ details: [{ ...details, executed: 'maybe', tries: 2 }] });
  });

  test.each<[Way]>([['shutdown'], ['pause']])('sends nothing and ends (%s)', async (way) => {
    const { on, result, reason } = await stopAtStart(way, {});
    expect(result).toBe(reason);
    expect(on.heartbeats).toEqual([{ attempt: 1, counts: [], tries: 0 }]);
  });

  test('hands an at-most-once call to the workflow', async () => {
    const { result } = await stopAtStart('shutdown', {
      delivery: 'at-most-once',
      resume: { counts: [1], tries: 2 },
    });
    expect(result).toEqual({ v: 1, retryAfterMs: 0, counts: [1], tries: 2 });
  });

  test('sends nothing either when it is told in the last moment', async () => {
    const on = bench();
    const client = new FakeInvoker([ok]);
    const running = invoke(on, client);
    stop(on, 'cancel');
    expect(await running).toBeInstanceOf(CancelledFailure);
    expect(client.calls).toEqual([]);
  });

  test('does not forget that the one before was lost', async () => {
    const { result } = await stopAtStart('shutdown', { delivery: 'at-most-once' }, { attempt: 2 });
    expect(result).toMatchObject({ type: 'FunctionGraph.OutcomeUnknown', nonRetryable: true });
    const { on } = await stopAtStart('shutdown', {}, { attempt: 2 });
    expect(on.heartbeats).toEqual([{ attempt: 2, counts: [1], tries: 1, executed: 'maybe' }]);
  });
});
