import { EventEmitter, once } from 'node:events';
import { WorkflowFailedError } from '@temporalio/client';
import { functionGraphFailure } from 'temporal-functiongraph/workflows';
import { useTemporal } from '../../support/temporal';
import { failure, reply, ScriptedActivities } from './scripted-activities';
import { Context } from '@temporalio/activity';

const temporal = useTemporal();
const workflows = require.resolve('./order-workflows');

const order = { id: 'A-1', items: [] };
const declined = failure('the bank said no', {
  names: ['PaymentDeclined', 'FunctionGraph.FunctionError', 'States.TaskFailed', 'States.ALL'],
  requestId: 'req-9',
  functionError: { errorType: 'PaymentDeclined', errorMessage: 'the bank said no' },
  ms: 7,
  billedMs: 8,
  mb: 128,
  usedMb: 30,
  tries: 2,
});

function execute({ activities }: ScriptedActivities, type: string, ...args: unknown[]): Promise<unknown> {
  return temporal.withWorker({ workflows, activities }, () =>
    temporal.client.workflow.execute(type, { ...temporal.run(), args }),
  );
}

async function failed(activities: ScriptedActivities, type: string, ...args: unknown[]) {
  const error: unknown = await execute(activities, type, ...args).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(WorkflowFailedError);
  const found = functionGraphFailure(error);
  if (found === undefined) throw new Error('no failure of a step', { cause: error });
  return found;
}

function throwing(error: Error): () => never {
  return () => {
    throw error;
  };
}

test('a workflow sees what a function failed with', async () => {
  const activities = new ScriptedActivities().on('echo', throwing(declined));

  await expect(execute(activities, 'failing', {})).resolves.toEqual({
    message: 'the bank said no',
    path: 'echo',
    code: '500',
    executed: 'yes',
    transient: false,
    names: ['PaymentDeclined', 'FunctionGraph.FunctionError', 'States.TaskFailed', 'States.ALL'],
    requestId: 'req-9',
    functionError: { errorType: 'PaymentDeclined', errorMessage: 'the bank said no' },
    summary: { durationMs: 7, billedDurationMs: 8, memoryMb: 128, memoryUsedMb: 30 },
    tries: 2,
  });
});

test('a parent workflow sees what a function of its child failed with', async () => {
  const activities = new ScriptedActivities().on('price', throwing(declined));

  await expect(execute(activities, 'failingChild', order)).resolves.toMatchObject({
    path: 'price',
    names: expect.arrayContaining(['PaymentDeclined']),
    tries: 2,
  });
});

test('a step that times out has an unknown outcome', async () => {
  const activities = new ScriptedActivities().on('echo', () => Context.current().sleep('20 seconds'));

  await expect(execute(activities, 'failing', {})).resolves.toEqual({
    message: 'Step echo ended without an answer (SCHEDULE_TO_CLOSE); the function may have run.',
    path: 'echo',
    code: 'SCHEDULE_TO_CLOSE',
    executed: 'maybe',
    transient: true,
    names: ['FunctionGraph.OutcomeUnknown', 'States.Timeout', 'States.ALL'],
  });
});

test('an input that does not fit fails before anything is scheduled', async () => {
  const activities = new ScriptedActivities();
  const found = await failed(activities, 'runChain', { id: 'A-1', items: [{ sku: 'pen', quantity: 1.5 }] });

  expect(found).toMatchObject({ executed: 'no', transient: false, tries: 0 });
  expect(found.names).toEqual(['FunctionGraph.InvalidRequest', 'States.TaskFailed', 'States.ALL']);
  expect(found.message).toMatch(/^price: the input does not fit its schema: items\[0\]\.quantity: .*int/);
  expect(found.path).toBeUndefined();
  expect(activities.requests).toEqual([]);
});

test('an output that does not fit fails with the path, and says that the function ran', async () => {
  const activities = new ScriptedActivities().on('price', () =>
    reply({ output: { ...order, total: 'twelve' }, id: 'req-3', ms: 5, billedMs: 6, mb: 128, usedMb: 20 }),
  );
  const found = await failed(activities, 'runChain', order);

  expect(found.message).toMatch(/^price: the output does not fit its schema: total: .*number/);
  expect(found).toMatchObject({
    executed: 'yes',
    requestId: 'req-3',
    tries: 1,
    summary: { durationMs: 5, billedDurationMs: 6 },
  });
  expect(found.names[0]).toBe('FunctionGraph.MalformedResponse');
  expect(activities.requests).toHaveLength(1);
});

test('an event over 2 MiB is refused by name and size before anything is scheduled', async () => {
  const activities = new ScriptedActivities();
  const found = await failed(activities, 'repeatedEvent', 2 * 1024 * 1024);

  expect(found.message).toMatch(
    /^echo: the event has 2\.00 MiB \(20971\d\d bytes\), and Temporal takes at most 2 MiB\. Put/,
  );
  expect(found).toMatchObject({ executed: 'no', tries: 0 });
  expect(found.names[0]).toBe('FunctionGraph.PayloadTooLarge');
  expect(activities.requests).toEqual([]);
});

test('the largest event that is let through can be scheduled', async () => {
  const activities = new ScriptedActivities().on('echo', () => 'done');

  await expect(execute(activities, 'repeatedEvent', 2 * 1024 * 1024 - 512 - 40)).resolves.toBe('done');
});

test('an event that is no JSON is refused before anything is scheduled', async () => {
  const activities = new ScriptedActivities();
  const found = await failed(activities, 'eventWithCycle');

  expect(found.message).toMatch(/^echo: the event cannot be written as JSON: Converting circular structure/);
  expect(activities.requests).toEqual([]);
});

test('callChain refuses what it cannot run before the first call', async () => {
  const refused: readonly (readonly [input: unknown, message: RegExp])[] = [
    [undefined, /^callChain: the input must be an object/],
    [{ functions: [] }, /^callChain: functions must list at least one/],
    [{ functions: ['a'], steps: [] }, /^callChain: unknown key "steps"; known are v, functions, mode, input/],
    [{ v: 2, functions: ['a'] }, /^callChain: version 2 of the input is not known here/],
    [
      { functions: ['a', { fn: 'b', retries: 3 }] },
      /^callChain: functions\[1\]: b: unknown option "retries"/,
    ],
    [{ functions: ['a', 'no name'] }, /^callChain: functions\[1\]: .*"no name" names no function/],
    [
      { functions: ['a', { fn: 'b', timeout: '2m' }] },
      /^callChain: functions\[1\]: .*timeout "2m" is over 90 seconds/,
    ],
  ];
  const { activities, requests } = new ScriptedActivities();
  const messages = await temporal.withWorker({ workflows, activities }, () =>
    Promise.all(
      refused.map(([input]) =>
        temporal.client.workflow
          .execute('callChain', { ...temporal.run(), args: input === undefined ? [] : [input] })
          .catch((error: unknown) => functionGraphFailure(error)?.message),
      ),
    ),
  );

  expect(messages).toEqual(refused.map(([, message]) => expect.stringMatching(message)));
  expect(requests).toEqual([]);
});

async function cancelDuringCall(finish: boolean): Promise<unknown> {
  const signals = new EventEmitter();
  const started = once(signals, 'started');
  const script = new ScriptedActivities()
    .on('slow', async (request) => {
      const { heartbeat, cancellationSignal } = Context.current();
      const beat = setInterval(() => heartbeat(), 50);
      const finished = once(signals, 'finish');
      const aborted = once(cancellationSignal, 'abort');
      signals.emit('started');
      try {
        if (request.onCancel === 'finish') return await finished.then(() => 'finished');
        await aborted;
        throw cancellationSignal.reason;
      } finally {
        clearInterval(beat);
      }
    })
    .on('notify', () => ({ sent: true }));
  const options = { workflows, activities: script.activities, maxHeartbeatThrottleInterval: 100 };
  return temporal.withWorker(options, async () => {
    const handle = await temporal.client.workflow.start('cancelled', { ...temporal.run(), args: [finish] });
    await started;
    await handle.cancel();
    signals.emit('finish');
    return handle.result();
  });
}

test('cancelling a workflow reaches the running call, and the workflow can still clean up', async () => {
  await expect(cancelDuringCall(false)).resolves.toBe('cancelled, then notified: {"sent":true}');
});

test('cancelling a workflow waits for a call that is to finish, and keeps its result', async () => {
  await expect(cancelDuringCall(true)).resolves.toBe('"finished"');
});
