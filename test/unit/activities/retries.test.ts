import { ApplicationFailure } from '@temporalio/common';
import type { Info } from '@temporalio/activity';
import { FakeInvoker, type Bench, bench, failureOf, hangs, invoke, ok, throttled, unknown } from './support';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Lets the attempt run to its end, however long it waits. */
async function finish(running: Promise<unknown>): Promise<unknown> {
  const ended: unknown[] = [];
  void running.then((result) => ended.push(result));
  for (let i = 0; i < 500 && ended.length === 0; i++) await jest.advanceTimersByTimeAsync(100);
  return ended[0];
}

const rule = (name: string, intervalMs: number, maxAttempts = 3) => ({
  errors: [name],
  intervalMs,
  maxAttempts,
  backoffRate: 1,
});
/** How the SDK's client refuses a heartbeat. */
const refuses = (name: string) => async (): Promise<void> => {
  throw Object.assign(new Error(name), { name });
};
const gaps = ({ calls }: FakeInvoker): number[] =>
  calls.slice(1).map((call, i) => Math.round(call.atMs - (calls[i]?.atMs ?? 0)));

describe('a short wait', () => {
  test('is slept inside the attempt', async () => {
    const client = new FakeInvoker([throttled, throttled, ok]);
    const on = bench();
    expect(await finish(invoke(on, client, { retry: [rule('FSS.0429', 1500)] }))).toMatchObject({ tries: 3 });
    expect(gaps(client)).toEqual([1500, 1500]);
    expect(on.logs.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'WARN Function failed, next try in 1.5 s',
      'WARN Function failed, next try in 1.5 s',
      'INFO Function returned',
    ]);
  });

  test('writes the counts down before the wait, and again before the next try, past every throttle', async () => {
    const client = new FakeInvoker([throttled, ok]);
    const on = bench();
    await finish(invoke(on, client, { retry: [rule('FSS.0429', 1000)] }));
    expect(on.acknowledged).toEqual([
      { attempt: 1, counts: [1, 0], tries: 1 },
      { attempt: 0, counts: [1, 0], tries: 1 },
    ]);
    // The SDK's own heartbeat never holds anything older.
    expect(on.heartbeats.at(-1)).toEqual(on.acknowledged.at(-1));
  });

  test('is as long as the server asks for', async () => {
    const client = new FakeInvoker([failureOf('FSS.0429', 'Throttled', { retryAfterMs: 1900 }), ok]);
    await finish(invoke(bench(), client, { retry: [rule('FSS.0429', 100)] }));
    expect(gaps(client)).toEqual([1900]);
  });

  test('ends the attempt where the next try would not fit into it', async () => {
    const client = new FakeInvoker([throttled, ok]);
    const on = bench({ startToCloseTimeoutMs: 90_500 });
    const failure = await finish(invoke(on, client, { retry: [rule('FSS.0429', 1000)] }));
    expect(failure).toMatchObject({ nonRetryable: false, nextRetryDelay: 1000 });
    expect(client.calls).toHaveLength(1);
  });
});

describe('a long wait', () => {
  test('ends the attempt with the delay, and leaves the counts to the next one', async () => {
    const on = bench({ attempt: 3, heartbeatDetails: { attempt: 2, counts: [1, 0], tries: 5 } });
    const failure = (await finish(
      invoke(on, new FakeInvoker([throttled]), { retry: [rule('FSS.0429', 5000)] }),
    )) as ApplicationFailure;
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ nonRetryable: false, nextRetryDelay: 5000, type: 'FSS.0429' });
    expect(failure.message).toContain('6 tries; next try in 5 s');
    expect(on.heartbeats).toEqual([{ attempt: 3, counts: [2, 0], tries: 6 }]);
  });

  test('never asks for a delay of nothing, which a server takes for no time left', async () => {
    const client = new FakeInvoker([throttled]);
    const failure = await finish(
      invoke(bench({ startToCloseTimeoutMs: 1000 }), client, { retry: [rule('FSS.0429', 0)] }),
    );
    expect(failure).toMatchObject({ nextRetryDelay: 1 });
  });

  test.each<[string, Partial<Info>, object]>([
    ['at-most-once', {}, { delivery: 'at-most-once' }],
    ['in a local activity', { isLocal: true }, {}],
  ])('%s is handed to the workflow, which schedules the rest', async (_, info, request) => {
    const on = bench(info);
    const later = await finish(
      invoke(on, new FakeInvoker([throttled]), {
        retry: [rule('FSS.0429', 60_000)],
        resume: { counts: [1, 0], tries: 4 },
        ...request,
      }),
    );
    expect(later).toEqual({ v: 1, retryAfterMs: 60_000, counts: [2, 0], tries: 5 });
  });

  test('beyond the deadline of the step gives up at once', async () => {
    const on = bench({ scheduleToCloseTimeoutMs: 10_000, currentAttemptScheduledTimestampMs: 7001 });
    const failure = await finish(
      invoke(on, new FakeInvoker([throttled]), { retry: [rule('FSS.0429', 5000)] }),
    );
    expect(failure).toMatchObject({
      nonRetryable: true,
      message: expect.stringContaining(
        'not retried: the next try would start in 5 s, but the deadline is in 3 s',
      ),
    });
  });
});

describe('an attempt after another', () => {
  const retry = [rule('FunctionGraph.OutcomeUnknown', 500, 1), rule('FSS.0429', 500, 2)];

  test.each<[string, Partial<Info>]>([
    ['that left nothing', { attempt: 2 }],
    [
      'that was in the middle of a call',
      { attempt: 2, heartbeatDetails: { attempt: 0, counts: [0, 1, 0], tries: 1 } },
    ],
    [
      'that came after one that ended well',
      { attempt: 4, heartbeatDetails: { attempt: 2, counts: [0, 1, 0], tries: 1 } },
    ],
    [
      'from before an operator reset it',
      { attempt: 2, heartbeatDetails: { attempt: 3, counts: [0, 1, 0], tries: 1 } },
    ],
  ])('%s follows a call of unknown outcome, and asks the rules before it sends anything', async (_, info) => {
    const client = new FakeInvoker([ok]);
    const on = bench(info);
    const reply = await finish(invoke(on, client, { retry }));
    expect(reply).toMatchObject({ output: { done: true } });
    expect(on.acknowledged).toHaveLength(2);
    expect(on.acknowledged[1]).toMatchObject({ attempt: (info.attempt ?? 0) - 1, executed: 'maybe' });
    expect((on.acknowledged[1] as { counts: number[] }).counts[0]).toBe(1);
  });

  test('that was lost is not followed by another call where the rules say so', async () => {
    const client = new FakeInvoker([ok]);
    const failure = await finish(invoke(bench({ attempt: 2 }), client, { retry: [] }));
    expect(failure).toMatchObject({ nonRetryable: true, type: 'FunctionGraph.OutcomeUnknown' });
    expect((failure as ApplicationFailure).details).toMatchObject([{ executed: 'maybe', tries: 1 }]);
    expect(client.calls).toEqual([]);
  });

  test('that was lost is never followed by another call with at-most-once', async () => {
    const client = new FakeInvoker([ok]);
    const failure = await finish(invoke(bench({ attempt: 2 }), client, { retry, delivery: 'at-most-once' }));
    expect(failure).toMatchObject({ nonRetryable: true, type: 'FunctionGraph.OutcomeUnknown' });
    expect(client.calls).toEqual([]);
  });

  test('that ended well goes on with its counts', async () => {
    const client = new FakeInvoker([throttled, throttled]);
    const on = bench({ attempt: 2, heartbeatDetails: { attempt: 1, counts: [0, 1, 0], tries: 1 } });
    const failure = await finish(invoke(on, client, { retry }));
    expect(client.calls).toHaveLength(2);
    expect((failure as Error).message).toContain(
      'retry rule 2 (FSS.0429) allows 2 retries, and all are used',
    );
  });

  test('starts anew as the first one, whatever an earlier life left', async () => {
    const client = new FakeInvoker([ok]);
    const on = bench({ attempt: 1, heartbeatDetails: { attempt: 4, counts: [9, 9, 9], tries: 9 } });
    expect(await finish(invoke(on, client, { retry }))).not.toHaveProperty('tries');
    expect(on.acknowledged).toEqual([]);
  });
});

describe('the fence before a further try', () => {
  test.each([['ActivityNotFoundError'], ['ActivityCompletionError']])(
    'ends the attempt without a call on %s',
    async (name) => {
      const client = new FakeInvoker([throttled, ok]);
      const failure = await finish(
        invoke(bench({}, refuses(name)), client, { retry: [rule('FSS.0429', 500)] }),
      );
      expect(client.calls).toHaveLength(1);
      expect(failure).toMatchObject({ nonRetryable: false, type: 'FSS.0429' });
    },
  );

  test('with at-most-once hands the rest to the workflow', async () => {
    const client = new FakeInvoker([throttled, ok]);
    const on = bench({}, refuses('ActivityCompletionError'));
    expect(
      await finish(invoke(on, client, { retry: [rule('FSS.0429', 500)], delivery: 'at-most-once' })),
    ).toMatchObject({ retryAfterMs: 500, counts: [1, 0], tries: 1 });
  });

  test('waits for the signal where the server wants the attempt to stop', async () => {
    const client = new FakeInvoker([throttled, ok]);
    const on: Bench = bench({}, () => {
      setTimeout(() => on.env.cancel(), 300);
      return refuses('ActivityCancelledError')();
    });
    const failure = await finish(invoke(on, client, { retry: [rule('FSS.0429', 500)] }));
    expect(failure).toMatchObject({
      name: 'CancelledFailure',
      details: [{ code: 'FSS.0429', executed: 'no', tries: 1 }],
    });
    expect(client.calls).toHaveLength(1);
  });
});

test('an attempt that the server paused and let go on before it heard of it is not waited for longer than a heartbeat', async () => {
  const client = new FakeInvoker([throttled, ok]);
  const running = invoke(bench({}, refuses('ActivityPausedError')), client, {
    retry: [rule('FSS.0429', 500)],
  });
  expect(await finish(running)).toMatchObject({ nonRetryable: false, type: 'FSS.0429', nextRetryDelay: 500 });
  expect(client.calls).toHaveLength(1);
});

describe('heartbeats of a long call', () => {
  test('start after a second and always carry the latest counts', async () => {
    const client = new FakeInvoker([throttled, hangs]);
    const on = bench({ heartbeatTimeoutMs: 4000 });
    const running = invoke(on, client, { retry: [rule('FSS.0429', 500)] });
    await jest.advanceTimersByTimeAsync(7600);
    on.env.cancel();
    await finish(running);
    expect(on.heartbeats.slice(2)).toHaveLength(4);
    for (const details of on.heartbeats.slice(2))
      expect(details).toEqual({ attempt: 0, counts: [1, 0], tries: 1 });
    expect(jest.getTimerCount()).toBe(0);
  });

  test('do not exist in a local activity', async () => {
    const on = bench({ isLocal: true });
    const client = new FakeInvoker([unknown, hangs]);
    const running = invoke(on, client, { retry: [rule('FunctionGraph.OutcomeUnknown', 500)] });
    await jest.advanceTimersByTimeAsync(9000);
    on.env.cancel();
    await finish(running);
    expect([on.heartbeats, on.acknowledged]).toEqual([[], []]);
    expect(client.calls).toHaveLength(2);
  });
});
