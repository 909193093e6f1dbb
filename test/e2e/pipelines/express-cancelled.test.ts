import { createActivities } from '#dist/activities/index';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Checkpoint } from '#dist/activities/express/wire';
import type { StateMachine } from 'temporal-functiongraph/asl';
import { FunctionGraphPlugin } from 'temporal-functiongraph';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { Functions, takesMs } from './functions';
import { distributedMap, machine, numbers, task, whenCancelled } from './machines';
import { activityIds, outcomeOf, startPipeline, timersOf } from './run';

const temporal = useTemporal();

const functions = new Functions({
  before: (event: unknown) => event,
  clean: () => 'clean',
  after: () => 'after',
  slow: async (event: unknown, { options }) => {
    await takesMs(60_000, options);
    return event;
  },
});
const activities = createActivities(functions);
beforeEach(() => functions.forget());

const called = (): string[] => functions.calls.map(({ fn }) => fn);

/** A wait that is the workflow's, in a branch that catches its cancellation. */
const waits = machine({
  Before: task('before', { Next: 'Both' }),
  Both: {
    Type: 'Parallel',
    Branches: [machine({ W: { Type: 'Wait', Seconds: 600, End: true } })],
    ...whenCancelled('Clean'),
    Next: 'After',
  },
  Clean: task('clean', { Next: 'Rest' }),
  Rest: { Type: 'Wait', Seconds: 1, Next: 'Cleaner' },
  Cleaner: task('clean'),
  After: task('after'),
});

const startExpress = (definition: StateMachine, input: unknown = {}, more: object = {}) =>
  startPipeline(temporal.client, temporal.run(), {
    definition,
    input: input as never,
    mode: 'express',
    ...more,
  });

test('a pipeline that is cancelled in a wait of the workflow cleans up, and is cancelled then', async () => {
  await temporal.withWorker({ activities }, async () => {
    const handle = await startExpress(waits);
    await until(async () => (await timersOf(handle)) === 1);
    await handle.cancel();
    expect(await outcomeOf(handle)).toBe('cancelled');
    expect(await activityIds(handle)).toEqual(['pipeline', 'pipeline~2']);
  });
  expect(called()).toEqual(['before', 'clean', 'clean']);
});

test('what cleans up may wait for long itself', async () => {
  const { Both, Clean } = waits.States;
  const patient = machine({
    Both: { ...Both, ...whenCancelled('Rest'), Next: 'Clean' },
    Rest: { Type: 'Wait', Seconds: 600, Next: 'Clean' },
    Clean: { ...Clean, Next: undefined, End: true },
  });
  await temporal.withWorker({ activities }, async () => {
    const handle = await startExpress(patient);
    await until(async () => (await timersOf(handle)) === 1);
    await handle.cancel();
    await until(async () => (await timersOf(handle)) === 2);
    expect(await activityIds(handle)).toEqual(['pipeline', 'pipeline~2']);
    await handle.terminate();
  });
});

test('a pipeline that is cancelled before the next activity has begun cleans up', async () => {
  let handle: WorkflowHandle | undefined;
  const hurried = {
    ...activities,
    runExpress: async (request: Parameters<typeof activities.runExpress>[0]) => ({
      ...(await activities.runExpress(request)),
      waitMs: 1000,
    }),
  };
  await temporal.withWorker({ activities: hurried }, async () => {
    const started = await startExpress(waits);
    handle = started;
    await until(async () => (await timersOf(started)) === 1);
  });
  const waiting = handle as unknown as WorkflowHandle;
  // A worker of workflows alone schedules the next activity, and nobody takes it.
  const { lastCheckpoint } = activities;
  const workflows = { activities: { lastCheckpoint }, enableNonLocalActivities: false };
  await temporal.withWorker(workflows, async () => {
    await until(async () => (await activityIds(waiting)).length === 2);
    await waiting.cancel();
    await until(async () => (await activityIds(waiting)).length === 3);
  });
  await temporal.withWorker({ activities }, async () => {
    expect(await outcomeOf(waiting)).toBe('cancelled');
  });
  expect(called()).toEqual(['before', 'clean', 'clean']);
});

test('a pipeline that is cancelled before its first activity is shown as cancelled', async () => {
  await temporal.withWorker({ activities }, async () => {
    const handle = await temporal.client.workflow.signalWithStart('runPipeline', {
      ...temporal.run(),
      args: [{ definition: waits, input: {}, mode: 'express' }],
      signal: 'pause',
    });
    expect(await handle.query('paused')).toBe(true);
    await handle.cancel();
    expect(await outcomeOf(handle)).toBe('cancelled');
    expect(await handle.query('pipeline')).toMatchObject({
      status: 'CANCELLED',
      endedMs: expect.any(Number),
    });
  });
  expect(called()).toEqual([]);
});

/** What the first activity of a run left. */
async function checkpointOf(handle: WorkflowHandle): Promise<Checkpoint> {
  const { events } = await handle.fetchHistory();
  const { result } =
    events?.find((event) => event.activityTaskCompletedEventAttributes != null)
      ?.activityTaskCompletedEventAttributes ?? {};
  const reply = JSON.parse(String(Buffer.from(result?.payloads?.[0]?.data ?? []))) as {
    readonly checkpoint: Checkpoint;
  };
  return reply.checkpoint;
}

test('a run that goes on from another and is cancelled before its first activity cleans up', async () => {
  await temporal.withWorker({ activities }, async () => {
    const first = await startExpress(waits);
    await until(async () => (await timersOf(first)) === 1);
    const checkpoint = await checkpointOf(first);
    await first.terminate();
    const express = { checkpoint, keyPrefix: 'first', startedMs: Date.now() };
    const next = await temporal.client.workflow.signalWithStart('runPipeline', {
      ...temporal.run(),
      args: [{ definition: waits, mode: 'express', express }],
      signal: 'pause',
    });
    expect(await next.query('paused')).toBe(true);
    await next.cancel();
    expect(await outcomeOf(next)).toBe('cancelled');
  });
  expect(called()).toEqual(['before', 'clean', 'clean']);
});

test('a pipeline whose activity fails as a whole is shown as failed', async () => {
  const broken = {
    ...activities,
    runExpress: async () => Promise.reject(ApplicationFailure.nonRetryable('no such thing', 'Broken')),
  };
  await temporal.withWorker({ activities: broken }, async () => {
    const handle = await startExpress(waits);
    await expect(handle.result()).rejects.toThrow('execution failed');
    expect(await handle.query('pipeline')).toMatchObject({
      status: 'FAILED',
      error: 'Broken',
      cause: 'no such thing',
    });
  });
});

test('what cleans up in the activity that was cancelled may take its time', async () => {
  const definition = machine({
    S: task('slow', { ...whenCancelled('Clean'), End: true }),
    Clean: task('clean', { Next: 'Rest' }),
    Rest: { Type: 'Wait', Seconds: 3, Next: 'Cleaner' },
    Cleaner: task('clean'),
  });
  await temporal.withWorker({ activities, maxHeartbeatThrottleInterval: 500 }, async () => {
    const handle = await startExpress(definition);
    await until(() => called().includes('slow'));
    await handle.cancel();
    expect(await outcomeOf(handle)).toBe('cancelled');
    expect(await activityIds(handle)).toEqual(['pipeline']);
  });
  expect(called()).toEqual(['slow', 'clean', 'clean']);
});

// The plugin tells activities that their worker stops.
const withPlugin = () => ({
  plugins: [new FunctionGraphPlugin({ client: functions })],
  maxHeartbeatThrottleInterval: 500,
});

test('what cleans up goes on with another worker when its worker stops', async () => {
  const definition = machine({
    S: task('slow', { ...whenCancelled('Rest'), End: true }),
    Rest: { Type: 'Wait', Seconds: 15, Next: 'Clean' },
    Clean: task('clean'),
  });
  let handle: WorkflowHandle | undefined;
  await temporal.withWorker({ ...withPlugin(), shutdownGraceTime: 5000 }, async () => {
    handle = await startExpress(definition);
    const started = handle;
    await until(() => called().includes('slow'));
    await started.cancel();
    // The checkpoint says once the cancellation has arrived.
    await until(async () => (await heartbeatOf(started)).includes('"cancelled":true'));
  });
  const cleaning = handle as unknown as WorkflowHandle;
  await temporal.withWorker(withPlugin(), async () => {
    expect(await outcomeOf(cleaning)).toBe('cancelled');
    expect(await activityIds(cleaning)).toEqual(['pipeline', 'pipeline~2']);
  });
  expect(called()).toEqual(['slow', 'clean']);
});

async function heartbeatOf(handle: WorkflowHandle): Promise<string> {
  const { pendingActivities } = (await handle.describe()).raw;
  const data = pendingActivities?.[0]?.heartbeatDetails?.payloads?.[0]?.data;
  return Buffer.from(data ?? []).toString();
}

test('items of a map that are cancelled in a wait of the workflow clean up', async () => {
  const { StartAt, States } = waits;
  const items = distributedMap('EXPRESS', {}, { StartAt, States });
  await temporal.withWorker({ activities }, async () => {
    const handle = await startPipeline(temporal.client, temporal.run(), {
      definition: items,
      input: numbers(2),
    });
    await until(async () => (await timersOf(handle)) === 1);
    await handle.cancel();
    expect(await outcomeOf(handle)).toBe('cancelled');
  });
  expect(functions.of('clean')).toHaveLength(4);
  expect(functions.of('after')).toHaveLength(0);
});
