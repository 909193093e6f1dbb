import { ApplicationFailure } from '@temporalio/common';
import { createActivities } from '../../../activities';
import { FakeInvoker, bench, failureOf, invoke, ok, throttled, unknown } from './support';

const instantly = [{ errors: ['States.ALL'], maxAttempts: 3, intervalMs: 0 }];

describe('a call that succeeds', () => {
  test('replies with what the platform said of it, and no word more', async () => {
    expect(await invoke(bench(), new FakeInvoker([ok]))).toEqual({
      v: 1,
      output: { done: true },
      id: 'req-1',
      ms: 12.5,
      billedMs: 13,
      mb: 128,
      usedMb: 41.5,
    });
    expect(await invoke(bench(), new FakeInvoker([{ output: null }]))).toEqual({ v: 1, output: null });
  });

  test('sends name and event, with 90 s for the try', async () => {
    const client = new FakeInvoker([ok]);
    await invoke(bench(), client);
    expect(client.calls).toMatchObject([
      { fn: 'charge', event: { amount: 5 }, options: { timeoutMs: 90_000 } },
    ]);
    expect(client.calls[0]?.options).not.toHaveProperty('logs');
  });

  test('hands on memory, logs and time', async () => {
    const client = new FakeInvoker([{ ...ok, logs: 'hello' }]);
    expect(await invoke(bench(), client, { timeoutMs: 5000, memoryMb: 512, logs: true })).toMatchObject({
      logs: 'hello',
    });
    expect(client.calls[0]?.options).toMatchObject({ timeoutMs: 5000, memoryMb: 512, logs: true });
  });

  test('heartbeats not at all when it is quick, and logs one quiet line', async () => {
    const on = bench();
    await invoke(on, new FakeInvoker([ok]));
    expect([on.heartbeats, on.acknowledged]).toEqual([[], []]);
    expect(on.logs).toMatchObject([
      {
        level: 'DEBUG',
        message: 'Function returned',
        meta: { function: 'charge', requestId: 'req-1', tries: 1, billedMs: 13, outcome: 'success' },
      },
    ]);
  });

  test('never gets more time than its attempt has', async () => {
    const client = new FakeInvoker([ok]);
    await invoke(bench({ startToCloseTimeoutMs: 20_000 }), client);
    expect(client.calls[0]?.options.timeoutMs).toBeLessThanOrEqual(19_000);
    expect(client.calls[0]?.options.timeoutMs).toBeGreaterThan(18_000);
  });
});

describe('a call that fails for good', () => {
  test('is a failure of the first name, non-retryable, with everything that is known', async () => {
    const error = failureOf('ValidationError', 'FunctionError', {
      code: '4002',
      executed: 'yes',
      transient: false,
      requestId: 'req-9',
      functionError: {
        errorType: 'ValidationError',
        errorMessage: 'amount must be positive',
        stackTrace: ['at handler'],
      },
      summary: { durationMs: 3, billedDurationMs: 4, memoryMb: 128, memoryUsedMb: 30 },
      logs: 'the log',
    });
    const failure = (await invoke(bench(), new FakeInvoker([error]))) as ApplicationFailure;
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ type: 'ValidationError', nonRetryable: true });
    expect(failure.message).toBe(
      'charge: the service said ValidationError (4002; request req-9; 1 try; not retried: no retry rule names it, and the default rule retries only what may pass by itself)',
    );
    expect(failure.details).toEqual([
      {
        code: '4002',
        executed: 'yes',
        transient: false,
        names: error.names,
        requestId: 'req-9',
        functionError: error.functionError,
        logs: 'the log',
        ms: 3,
        billedMs: 4,
        mb: 128,
        usedMb: 30,
        tries: 1,
      },
    ]);
  });

  test('tells how often it was tried and why it gave up', async () => {
    const client = new FakeInvoker([throttled]);
    const failure = (await invoke(bench(), client, { retry: instantly })) as ApplicationFailure;
    expect(client.calls).toHaveLength(4);
    expect(failure.message).toContain(
      '4 tries; not retried: retry rule 1 (States.ALL) allows 3 retries, and all are used',
    );
  });

  test('remembers that an earlier try may have run', async () => {
    const client = new FakeInvoker([unknown, failureOf('FSS.1051', 'NotFound', { transient: false })]);
    const failure = (await invoke(bench(), client, {
      retry: [{ errors: ['FunctionGraph.OutcomeUnknown'], intervalMs: 0 }],
    })) as ApplicationFailure;
    expect(failure.details).toMatchObject([{ code: 'FSS.1051', executed: 'maybe', tries: 2 }]);
  });

  test('stays small whatever the function said', async () => {
    const huge = '\u0001é"\n'.repeat(100_000);
    const error = failureOf(huge, 'FunctionError', {
      executed: 'yes',
      transient: false,
      requestId: huge,
      logs: huge,
      functionError: {
        errorType: huge,
        errorMessage: huge,
        stackTrace: Array.from({ length: 500 }, () => huge),
      },
    });
    const failure = (await invoke(bench(), new FakeInvoker([error]))) as ApplicationFailure;
    const { message, details, type } = failure;
    expect(Buffer.byteLength(JSON.stringify({ message, details, type }))).toBeLessThan(32 * 1024);
    expect(details).toMatchObject([{ executed: 'yes' }]);
  });

  test('keeps the end of a long log', async () => {
    const error = failureOf('E', 'FunctionError', {
      executed: 'yes',
      transient: false,
      logs: `${'日'.repeat(5000)}the end`,
    });
    const { details } = (await invoke(bench(), new FakeInvoker([error]))) as ApplicationFailure;
    const [{ logs }] = details as [{ logs: string }];
    expect(logs).toMatch(/^\.\.\.日+the end$/);
    expect(Buffer.byteLength(logs)).toBeLessThanOrEqual(4096);
  });

  test('says "maybe" for an error that tells nothing, and does not repeat it', async () => {
    const client = new FakeInvoker([new TypeError('x is not a function')]);
    const failure = (await invoke(bench(), client)) as ApplicationFailure;
    expect(failure).toMatchObject({ nonRetryable: true, type: 'FunctionGraph.OutcomeUnknown' });
    expect(failure.details).toMatchObject([{ code: 'TypeError', executed: 'maybe' }]);
    expect(client.calls).toHaveLength(1);
  });
});

describe('an output that Temporal would not take', () => {
  test.each<[string, unknown]>([
    ['a long text', 'x'.repeat(2_200_000)],
    ['many items', Array.from({ length: 300_000 }, (_, i) => i + 1_000_000)],
  ])('%s is a failure of its own, and the function is not called again', async (_, output) => {
    const client = new FakeInvoker([{ ...ok, output }]);
    const failure = (await invoke(bench(), client, { retry: instantly })) as ApplicationFailure;
    expect(client.calls).toHaveLength(1);
    expect(failure).toMatchObject({ type: 'FunctionGraph.PayloadTooLarge', nonRetryable: true });
    expect(failure.message).toMatch(/output that has 2\d{6} bytes, over the 2064384 .* store the data/);
    expect(failure.details).toMatchObject([{ executed: 'yes', requestId: 'req-1', billedMs: 13 }]);
  });

  test.each([2001, 4500, 50_000])('nested too deeply for JSON (%d levels) is one too', async (levels) => {
    let output: unknown = 1;
    for (let i = 0; i < levels; i++) output = [output];
    expect(await invoke(bench(), new FakeInvoker([{ output }]))).toMatchObject({
      message: expect.stringContaining('nested too deeply'),
    });
  });

  test('is measured in bytes as they are written, not by the guess', async () => {
    const output = 'x'.repeat(2_000_000);
    expect(await invoke(bench(), new FakeInvoker([{ output }]))).toMatchObject({ output });
  });

  test('may be larger where the worker says so', async () => {
    const output = 'x'.repeat(3_000_000);
    expect(
      await invoke(bench(), new FakeInvoker([{ output }]), {}, { maxOutputBytes: 4_000_000 }),
    ).toMatchObject({ output });
  });
});

describe('settings of the worker', () => {
  const functions = {
    charge: {
      urn: 'urn:fss:r:p:function:default:charge:v2',
      timeoutMs: 7000,
      retry: [],
      delivery: 'at-most-once' as const,
    },
  };

  test('stand behind the name', async () => {
    const client = new FakeInvoker([throttled]);
    await invoke(bench(), client, {}, { functions });
    expect(client.calls).toMatchObject([
      { fn: 'urn:fss:r:p:function:default:charge:v2', options: { timeoutMs: 7000 } },
    ]);
    expect(client.calls).toHaveLength(1);
  });

  test('give way to what the request says', async () => {
    const client = new FakeInvoker([throttled, ok]);
    await invoke(bench(), client, { timeoutMs: 100, retry: instantly }, { functions });
    expect(client.calls).toHaveLength(2);
    expect(client.calls[0]?.options.timeoutMs).toBe(100);
  });

  test('make a function at-most-once also for a workflow that does not ask for it', async () => {
    const client = new FakeInvoker([unknown, ok]);
    const failure = (await invoke(
      bench(),
      client,
      { retry: instantly },
      { functions },
    )) as ApplicationFailure;
    expect(failure.message).toContain('may have run, and its delivery is at-most-once');
    expect(client.calls).toHaveLength(1);
  });

  test('are checked when the activities are made', () => {
    expect(() =>
      createActivities(new FakeInvoker([]), {
        functions: {
          a: { timeoutMs: -1, retry: [{ errors: [] }] },
          b: { delivery: 'once' as never },
          c: { timeoutMs: 90_001 },
        },
      }),
    ).toThrow(
      /functions\.a\.retry\[0\]\.errors: .*\nfunctions\.a\.timeoutMs: -1 .*\nfunctions\.b\.delivery: 'once'.*\nfunctions\.c\.timeoutMs: 90001 .*gateway/,
    );
  });
});

describe('a request of another version', () => {
  test.each<[string, object]>([
    ['version', { v: 2 }],
    ['fn', { fn: '' }],
    ['delivery', { delivery: 'exactly-once' }],
    ['onCancel', { onCancel: 'wait' }],
    ['timeoutMs', { timeoutMs: 'soon' }],
    ['retry', { retry: [{ names: [] }] }],
    ['retry', { retry: 'always' }],
    ['retry', { retry: [{ errors: ['E'], deadline: 5 }] }],
    ['retry[0].interval', { retry: [{ errors: ['E'], intervalMs: -5 }] }],
    ['resume', { resume: { tries: 1 } }],
  ])('with a %s that this worker does not know is left to a newer worker', async (field, request) => {
    const client = new FakeInvoker([ok]);
    const failure = (await invoke(bench(), client, request)) as ApplicationFailure;
    expect(failure).toMatchObject({ nonRetryable: false, type: 'UnknownWireVersion' });
    expect(failure.message).toContain(field);
    expect(client.calls).toEqual([]);
  });

  test('does not look like a lost call to the next attempt', async () => {
    const on = bench({ attempt: 2, heartbeatDetails: { attempt: 1, counts: [2, 0], tries: 3 } });
    await invoke(on, new FakeInvoker([ok]), { v: 2 as never });
    expect(on.heartbeats).toEqual([{ attempt: 2, counts: [2, 0], tries: 3 }]);
  });

  test('does not hide that the attempt before was lost', async () => {
    const on = bench({ attempt: 3, heartbeatDetails: { attempt: 1, counts: [], tries: 1 } });
    await invoke(on, new FakeInvoker([ok]), { v: 2 as never });
    expect(on.heartbeats).toEqual([]);
  });
});

test('a local activity refuses at-most-once', async () => {
  const failure = await invoke(bench({ isLocal: true }), new FakeInvoker([ok]), { delivery: 'at-most-once' });
  expect(failure).toMatchObject({
    nonRetryable: true,
    type: 'FunctionGraph.InvalidRequest',
    details: [{ code: 'LOCAL_AT_MOST_ONCE', executed: 'no', tries: 0 }],
  });
});
