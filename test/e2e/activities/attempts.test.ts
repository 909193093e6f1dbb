import { createServer, type Server } from 'node:http';
import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createActivities } from '#dist/activities/index';
import type { WorkflowHandle } from '@temporalio/client';
import { functionGraphFailure } from 'temporal-functiongraph/workflows';
import type { FunctionGraphClient } from 'temporal-functiongraph/functiongraph';
import { emulatorFor, type TestEmulator } from '../../support/emulator';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { clientOf, heartbeatOf, Ledger, oneStep, stepHistory, WORK } from './support';

const temporal = useTemporal();
const quick = { shutdownGraceTime: 0, maxHeartbeatThrottleInterval: 500 };

let emulator: TestEmulator;
let client: FunctionGraphClient;
beforeAll(async () => {
  emulator = await emulatorFor({
    work: WORK,
    big: "exports.handler = async (event, context) => 'x'.repeat(2_200_000);",
  });
  client = clientOf(emulator.address);
});
afterAll(async () => {
  await client.close();
  await emulator.close();
});

const activities = () => createActivities(client);
const start = (args: unknown[]): Promise<WorkflowHandle> =>
  temporal.client.workflow.start('callChain', { ...temporal.run(), args });
const failureOf = async (handle: WorkflowHandle) =>
  functionGraphFailure(await handle.result().catch((error: unknown) => error));

describe('a step that fails five times with three different codes', () => {
  const retry = [
    { errors: ['FSS.0429'], maxAttempts: 2, interval: 50, backoffRate: 1 },
    // Longer than what is slept inside an attempt.
    { errors: ['150430'], maxAttempts: 2, interval: 2100, backoffRate: 1 },
    { errors: ['FSS.0500'], maxAttempts: 1, interval: 100 },
  ];

  test('leaves three events in the history', async () => {
    emulator.setFaults({
      work: [
        { calls: '1', fault: 'throttle' },
        { calls: '2', fault: 'status', code: 150430 },
        { calls: '3', fault: 'throttle' },
        { calls: '4', fault: 'status', code: 150430 },
        { calls: '5', fault: 'status', status: 500, code: 'FSS.0500' },
      ],
    });
    const book = new Ledger(emulator.folder, 'five');
    await temporal.withWorker({ activities: activities() }, async () => {
      const handle = await start(oneStep('work', { ledger: book.path, ms: 1 }, { retry }));
      expect(await handle.result()).toEqual({ done: true });
      expect(await stepHistory(handle)).toMatchObject({
        events: ['Scheduled', 'Started', 'Completed'],
        reply: { tries: 6 },
      });
    });
    expect(book.count('start')).toBe(1);
  });

  test.each([['at-least-once'], ['at-most-once']])(
    'counts each rule for itself over attempts and activities (%s)',
    async (delivery) => {
      let calls = 0;
      emulator.setFaults({
        work: [
          { calls: '1', fault: 'throttle' },
          { calls: '2', fault: 'status', code: 150430 },
          { calls: '3', fault: 'throttle' },
          { calls: '4', fault: 'status', code: 150430 },
          { calls: '5-', fault: 'throttle' },
        ],
      });
      const counting = {
        invoke: (...args: Parameters<typeof client.invoke>) => {
          calls++;
          return client.invoke(...args);
        },
      };
      await temporal.withWorker({ activities: createActivities(counting) }, async () => {
        const failure = await failureOf(await start(oneStep('work', {}, { retry, delivery })));
        expect(failure).toMatchObject({ code: 'FSS.0429', executed: 'no', tries: 5 });
        expect(failure?.message).toContain('retry rule 1 (FSS.0429) allows 2 retries, and all are used');
      });
      expect(calls).toBe(5);
    },
  );
});

/** Starts a step whose function never answers, and hands it over once its request has arrived. */
async function duringSilentCall(body: (handle: WorkflowHandle, closed: Promise<unknown>) => Promise<void>) {
  const seen = new EventEmitter();
  const silent: Server = createServer((request) => {
    request.on('close', () => seen.emit('closed'));
    seen.emit('called');
  }).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const toSilent = clientOf(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  try {
    await temporal.withWorker({ activities: createActivities(toSilent), ...quick }, async () => {
      const called = once(seen, 'called');
      const closed = once(seen, 'closed');
      const handle = await start(oneStep('work', {}));
      await called;
      await body(handle, closed);
    });
  } finally {
    await toSilent.close();
    silent.closeAllConnections();
    silent.close();
  }
}

test('cancellation reaches the running HTTP call', async () => {
  await duringSilentCall(async (handle, closed) => {
    await handle.cancel();
    await closed;
    await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
    expect((await stepHistory(handle)).cancelled).toMatchObject({
      code: 'FunctionGraph.OutcomeUnknown',
      executed: 'maybe',
      tries: 1,
    });
  });
});

test('the end of a terminated workflow reaches the running HTTP call', async () => {
  await duringSilentCall(async (handle, closed) => {
    await handle.terminate();
    await expect(closed).resolves.toBeDefined();
  });
});

/** Starts a step, and shuts its worker down while the function runs. */
async function shutDownDuringCall(delivery: string, book: Ledger) {
  emulator.setFaults({});
  const handle = await start(oneStep('work', { ledger: book.path, ms: 1500 }, { delivery }));
  const first = await temporal.createWorker({ activities: activities(), ...quick });
  const running = first.run();
  await until(() => book.count('start') === 1);
  first.shutdown();
  await running;
  return handle;
}

describe('a worker that shuts down in the middle of a call', () => {
  test('leaves an at-least-once call to the next worker', async () => {
    const book = new Ledger(emulator.folder, 'shutdown-again');
    const handle = await shutDownDuringCall('at-least-once', book);
    await temporal.withWorker({ activities: activities() }, async () => {
      expect(await handle.result()).toEqual({ done: true });
    });
    expect(book.count('start')).toBe(2);
    expect(await stepHistory(handle)).toMatchObject({ reply: { tries: 2 } });
  });

  test('finishes an at-most-once call', async () => {
    const book = new Ledger(emulator.folder, 'shutdown-once');
    const handle = await shutDownDuringCall('at-most-once', book);
    await temporal.withWorker({ activities: activities() }, async () => {
      expect(await handle.result()).toEqual({ done: true });
    });
    expect([book.count('start'), book.count('end')]).toEqual([1, 1]);
    expect((await stepHistory(handle)).reply).not.toHaveProperty('tries');
  });
});

test('the counts outlive a worker that shuts down between two tries', async () => {
  emulator.setFaults({ work: [{ fault: 'throttle' }] });
  const retry = [{ errors: ['FSS.0429'], maxAttempts: 2, interval: 1900, backoffRate: 1 }];
  let calls = 0;
  const counting = {
    invoke: (...args: Parameters<typeof client.invoke>) => {
      calls++;
      return client.invoke(...args);
    },
  };
  const handle = await start(oneStep('work', {}, { retry }));
  const first = await temporal.createWorker({ activities: createActivities(counting), ...quick });
  const running = first.run();
  await until(async () => (await heartbeatOf(handle)) !== undefined);
  first.shutdown();
  await running;
  await temporal.withWorker({ activities: createActivities(counting) }, async () => {
    expect(await failureOf(handle)).toMatchObject({ code: 'FSS.0429', tries: 3 });
  });
  expect(calls).toBe(3);
});

test('a paused step keeps the result of its call', async () => {
  emulator.setFaults({});
  const book = new Ledger(emulator.folder, 'paused');
  await temporal.withWorker({ activities: activities(), ...quick }, async () => {
    const handle = await start(oneStep('work', { ledger: book.path, ms: 2000 }));
    await until(() => book.count('start') === 1);
    await temporal.client.workflowService.pauseActivity({
      namespace: 'default',
      execution: { workflowId: handle.workflowId },
      type: 'invokeFunction',
    });
    expect(await handle.result()).toEqual({ done: true });
  });
  expect(book.count('start')).toBe(1);
});

test('a reset step begins anew, with fresh counts', async () => {
  // Before the reset and after it the only retry is used up.
  emulator.setFaults({ work: [{ calls: '1,3', fault: 'throttle' }] });
  const retry = [{ errors: ['FSS.0429'], maxAttempts: 1, interval: 50 }];
  const book = new Ledger(emulator.folder, 'reset');
  await temporal.withWorker({ activities: activities(), ...quick }, async () => {
    const handle = await start(oneStep('work', { ledger: book.path, ms: 2000 }, { retry }));
    await until(() => book.count('start') === 1);
    await temporal.client.workflowService.resetActivity({
      namespace: 'default',
      execution: { workflowId: handle.workflowId },
      type: 'invokeFunction',
    });
    expect(await handle.result()).toEqual({ done: true });
    expect(await stepHistory(handle)).toMatchObject({ reply: { tries: 4 } });
  });
  expect(book.count('start')).toBe(2);
});

test('an output over the limit of Temporal is a failure of its own, and the function runs once', async () => {
  emulator.setFaults({});
  await temporal.withWorker({ activities: activities() }, async () => {
    const handle = await start(oneStep('big', {}));
    expect(await failureOf(handle)).toMatchObject({
      code: 'FunctionGraph.PayloadTooLarge',
      executed: 'yes',
      tries: 1,
      message: expect.stringContaining('2200002 bytes'),
    });
  });
});
