import { EventEmitter, once } from 'node:events';
import { ApplicationFailure } from '@temporalio/common';
import { Protection, createActivities } from '../../../../activities';
import type { InvokeRequest } from '../../../../activities';
import type { Invocation } from '../../../../functiongraph/invocation';
import { until } from '../../../support/until';
import { FakeInvoker, bench, failureOf, invoke, ok } from '../support';

const refused = failureOf('APIGW.0301', 'Unauthorized', { httpStatus: 401, transient: false });
const FIVE_MINUTES_MS = 5 * 60_000;

function held(): { answer: () => Promise<Invocation>; finish: () => void } {
  const ended = new EventEmitter();
  const done = once(ended, 'end').then(() => ok);
  return { answer: () => done, finish: () => void ended.emit('end') };
}

/** Lets everything happen that waits for no timer. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('after the credentials were refused', () => {
  test('no further call is sent: it waits at least five minutes, counted by no rule', async () => {
    const protection = new Protection();
    const client = new FakeInvoker([refused, ok]);
    await invoke(bench(), client, {}, { protection });
    expect(protection.ready).toBe(false);

    const on = bench();
    const postponed = (await invoke(on, client, {}, { protection })) as ApplicationFailure;
    expect(client.calls).toHaveLength(1);
    expect(postponed).toMatchObject({ nonRetryable: false, type: 'FunctionGraph.Unauthorized' });
    expect(Number(postponed.nextRetryDelay)).toBeGreaterThanOrEqual(FIVE_MINUTES_MS);
    expect(on.heartbeats.at(-1)).toEqual({ attempt: 1, counts: [], tries: 0 });
  });

  test('a step whose deadline comes first fails now, and says that nothing was sent', async () => {
    const protection = new Protection();
    await invoke(bench(), new FakeInvoker([refused]), {}, { protection });
    const client = new FakeInvoker([ok]);
    const failed = await invoke(bench({ scheduleToCloseTimeoutMs: 60_000 }), client, {}, { protection });
    expect(failed).toMatchObject({ nonRetryable: true, details: [{ executed: 'no', tries: 0 }] });
    expect(client.calls).toHaveLength(0);
  });

  test.each([
    failureOf('FSS.1051', 'NotFound', { transient: false }),
    failureOf('FSS.0403', 'Unauthorized', { transient: false, httpStatus: 403 }),
    failureOf('FunctionGraph.Unauthorized', 'Unauthorized', { transient: false }),
  ])('other failures change nothing: $code', async (failure) => {
    const protection = new Protection();
    await invoke(bench(), new FakeInvoker([failure]), {}, { protection });
    expect(protection.ready).toBe(true);
  });
});

describe('a call whose credentials were refused while others are there', () => {
  const expired = failureOf('APIGW.0307', 'Unauthorized', {
    httpStatus: 401,
    transient: false,
    credentialsRenewed: true,
  });

  test.each([{}, { delivery: 'at-most-once' as const }])(
    'is sent once more at once, counted by no rule, in both deliveries %j',
    async (delivery) => {
      const protection = new Protection();
      const client = new FakeInvoker([expired, ok]);
      const on = bench();
      const reply = await invoke(on, client, { ...delivery, retry: [] }, { protection });
      expect(reply).toMatchObject({ output: { done: true }, tries: 2 });
      expect(on.acknowledged).toEqual([
        { attempt: 1, counts: [], tries: 1 },
        { attempt: 0, counts: [], tries: 1 },
      ]);
      expect(protection.ready).toBe(true);
    },
  );

  test('fails, and closes the way for all, where the new ones are refused as well', async () => {
    const protection = new Protection();
    const client = new FakeInvoker([expired, refused, ok]);
    const failed = await invoke(bench(), client, {}, { protection });
    expect(failed).toMatchObject({
      nonRetryable: true,
      details: [{ code: 'APIGW.0301', executed: 'no', tries: 2 }],
    });
    expect(client.calls).toHaveLength(2);
    expect(protection.ready).toBe(false);
  });

  test('is sent no third time by a provider that always has others', async () => {
    const protection = new Protection();
    const client = new FakeInvoker([expired]);
    expect(await invoke(bench(), client, {}, { protection })).toMatchObject({ nonRetryable: true });
    expect(client.calls).toHaveLength(2);
    expect(protection.ready).toBe(false);
  });

  test('waits for the first call that tries the new ones, so that wrong ones meet a single refusal', async () => {
    const protection = new Protection();
    const { answer, finish } = held();
    const client = new FakeInvoker([expired, expired, expired, answer, ok]);
    const { invokeFunction } = createActivities(client, { protection });
    const request: InvokeRequest = { v: 1, fn: 'charge', event: {} };
    const running = [1, 2, 3].map(() => bench().env.run(invokeFunction, request));
    await until(() => client.calls.length === 4);
    await settled();
    expect(client.calls).toHaveLength(4);
    finish();
    expect(await Promise.all(running)).toHaveLength(3);
    expect(client.calls).toHaveLength(6);
  });
});

describe('a call over the limit', () => {
  const request: InvokeRequest = { v: 1, fn: 'charge', event: {} };

  test('is sent when the one before it has ended', async () => {
    const { answer, finish } = held();
    const client = new FakeInvoker([answer, ok]);
    const { invokeFunction } = createActivities(client, {
      protection: new Protection({ maxConcurrentCalls: 1 }),
    });
    const first = bench().env.run(invokeFunction, request);
    const second = bench().env.run(invokeFunction, request);
    await settled();
    expect(client.calls).toHaveLength(1);
    finish();
    await Promise.all([first, second]);
    expect(client.calls).toHaveLength(2);
  });

  test('gives its slot back after two seconds, unsent and uncounted', async () => {
    const { answer, finish } = held();
    const client = new FakeInvoker([answer]);
    const { invokeFunction } = createActivities(client, {
      protection: new Protection({ maxConcurrentCalls: 1 }),
    });
    const first = bench().env.run(invokeFunction, request);
    const on = bench();
    const postponed = await on.env.run(invokeFunction, request).catch((error: unknown) => error);
    expect(postponed).toBeInstanceOf(ApplicationFailure);
    expect(postponed).toMatchObject({ nonRetryable: false, type: 'FunctionGraph.Throttled' });
    expect(on.heartbeats.at(-1)).toEqual({ attempt: 1, counts: [], tries: 0 });
    expect(client.calls).toHaveLength(1);
    finish();
    await first;
  });

  test('refuses a limit that is no number of calls', () => {
    expect(() => new Protection({ maxConcurrentCalls: 0 })).toThrow(
      'maxConcurrentCalls: 0 must be a whole number',
    );
  });
});
