import { useTemporal } from '../../support/temporal';
import { reply, ScriptedActivities } from './scripted-activities';

const temporal = useTemporal();
const workflows = require.resolve('./order-workflows');

const order = { id: 'A-1', items: [{ sku: 'pen', quantity: 2 }] };

function shop(): ScriptedActivities {
  return new ScriptedActivities()
    .on('price', ({ event }) => ({ ...(event as object), total: 12 }))
    .on('charge', () => ({ receipt: 'R-1', total: 12 }))
    .on('notify', () => ({ sent: true }))
    .on('reserve', ({ event }) => ({ reserved: (event as { sku: string }).sku }))
    .on('echo', ({ event }) => event);
}

function execute({ activities }: ScriptedActivities, type: string, ...args: unknown[]): Promise<unknown> {
  return temporal.withWorker({ workflows, activities }, () =>
    temporal.client.workflow.execute(type, { ...temporal.run(), args }),
  );
}

async function events({ activities }: ScriptedActivities, type: string, ...args: unknown[]) {
  return temporal.withWorker({ workflows, activities }, async () => {
    const handle = await temporal.client.workflow.start(type, { ...temporal.run(), args });
    await handle.result();
    return { runId: handle.firstExecutionRunId, events: (await handle.fetchHistory()).events ?? [] };
  });
}

test('a chain hands each output to the next function and returns the last one', async () => {
  const activities = shop();

  await expect(execute(activities, 'runChain', order)).resolves.toEqual({ sent: true });

  expect(activities.requests.map(({ fn }) => fn)).toEqual(['price', 'charge', 'notify']);
  expect(activities.requests[0]).toEqual({ v: 1, fn: 'price', event: order });
  expect(activities.requests[1]).toMatchObject({ delivery: 'at-most-once', event: { id: 'A-1', total: 12 } });
  expect(activities.requests[2]).toEqual({
    v: 1,
    fn: 'notify',
    timeoutMs: 5000,
    event: { receipt: 'R-1', total: 12 },
  });
});

test('steps of a fan-out run side by side, each under its own path', async () => {
  const activities = shop();
  const { runId, events: history } = await events(activities, 'fanOut', ['pen', 'ink', 'pad']);

  const firstStart = history.findIndex((event) => event.activityTaskStartedEventAttributes != null);
  const scheduled = history.filter((event) => event.activityTaskScheduledEventAttributes != null);
  expect(scheduled).toHaveLength(3);
  expect(history.slice(0, firstStart).filter((event) => scheduled.includes(event))).toHaveLength(3);
  expect(activities.ids.toSorted()).toEqual(['items[0]/reserve', 'items[1]/reserve', 'items[2]/reserve']);
  const keys = activities.requests
    .map(({ event }) => (event as { requestKey: string }).requestKey)
    .toSorted();
  expect(keys).toEqual([0, 1, 2].map((index) => `${runId}/items[${index}]/reserve`));
});

test('a function that is called again gets another path, and so another idempotency key', async () => {
  const activities = shop();
  const { runId } = await events(activities, 'visitTwice');

  expect(activities.ids).toEqual(['reserve', 'reserve#2']);
  expect(activities.requests.map(({ event }) => (event as { requestKey: string }).requestKey)).toEqual([
    `${runId}/reserve`,
    `${runId}/reserve#2`,
  ]);
});

test('runs that share a worker count their own visits', async () => {
  const activities = shop();
  await temporal.withWorker({ workflows, activities: activities.activities }, () =>
    Promise.all([1, 2, 3].map(() => temporal.client.workflow.execute('visitTwice', temporal.run()))),
  );

  expect(activities.ids.toSorted()).toEqual([
    'reserve',
    'reserve',
    'reserve',
    'reserve#2',
    'reserve#2',
    'reserve#2',
  ]);
});

test('invoke tells what was measured, and options of a call reach the request', async () => {
  const activities = shop().on('echo', ({ event }) =>
    reply({
      output: event,
      id: 'req-1',
      ms: 12,
      billedMs: 13,
      mb: 256,
      usedMb: 41,
      tries: 3,
      logs: 'the end',
    }),
  );
  const { events: history } = await events(activities, 'measured', { a: 1 });

  expect(activities.requests).toEqual([
    { v: 1, fn: 'echo', retry: [], memoryMb: 256, logs: true, event: { a: 1 } },
  ]);
  const scheduled = history.find((event) => event.activityTaskScheduledEventAttributes != null);
  expect(JSON.parse(String(Buffer.from(scheduled?.userMetadata?.summary?.data ?? [])))).toBe('one line only');
  const completed = history.at(-1)?.workflowExecutionCompletedEventAttributes?.result?.payloads?.[0]?.data;
  expect(JSON.parse(String(Buffer.from(completed ?? [])))).toEqual({
    output: { a: 1 },
    requestId: 'req-1',
    tries: 3,
    summary: { durationMs: 12, billedDurationMs: 13, memoryMb: 256, memoryUsedMb: 41 },
    logs: 'the end',
  });
});

test('a step that may run once is scheduled without a second attempt, and sleeps long waits in the workflow', async () => {
  const activities = shop().on('charge', ({ resume }) =>
    resume === undefined
      ? reply({ retryAfterMs: 30, counts: [1], tries: 1 })
      : resume.tries === 1
        ? reply({ retryAfterMs: 40, counts: [2], tries: 2, executed: 'maybe' })
        : reply({ output: { receipt: 'R-1', total: 12 }, tries: 3 }),
  );
  const { events: history } = await events(activities, 'runChain', order);

  const charges = activities.requests.filter(({ fn }) => fn === 'charge');
  expect(charges.map(({ resume }) => resume)).toEqual([
    undefined,
    { counts: [1], tries: 1 },
    { counts: [2], tries: 2, executed: 'maybe' },
  ]);
  expect(new Set(charges.map(({ event }) => (event as { requestKey: string }).requestKey)).size).toBe(1);
  const policies = history.flatMap(({ activityTaskScheduledEventAttributes: step }) =>
    step?.activityId === 'charge' ? [step.retryPolicy?.maximumAttempts] : [],
  );
  expect(policies).toEqual([1, 1, 1]);
  const timers = history.flatMap(({ timerStartedEventAttributes: timer }) => (timer == null ? [] : [timer]));
  expect(timers.map(({ startToFireTimeout }) => startToFireTimeout?.nanos)).toEqual([30_000_000, 40_000_000]);
});

test('callChain runs functions by name from plain JSON', async () => {
  const activities = shop().on('echo', ({ event }) => ({ ...(event as object), seen: true }));
  const result = await execute(activities, 'callChain', {
    v: 1,
    functions: [
      'echo',
      { fn: 'urn:fss:r:p:function:default:notify', timeout: '2 seconds', delivery: 'at-most-once' },
    ],
    input: { a: 1 },
  });

  expect(result).toBeNull();
  expect(activities.requests).toEqual([
    { v: 1, fn: 'echo', event: { a: 1 } },
    {
      v: 1,
      fn: 'urn:fss:r:p:function:default:notify',
      timeoutMs: 2000,
      delivery: 'at-most-once',
      event: { a: 1, seen: true },
    },
  ]);
});
