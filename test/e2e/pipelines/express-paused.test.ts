import { createActivities } from '#dist/activities/index';
import type { WorkflowHandle } from '@temporalio/client';
import type { StateMachine } from 'temporal-functiongraph/asl';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { Functions, takesMs } from './functions';
import { distributedMap, machine, numbers, task } from './machines';
import { activityIds, outcomeOf, startPipeline } from './run';

const temporal = useTemporal();

/** Calls of `gate` answer when the test opens it. */
let opened: Promise<void>;
let open: () => void;
const functions = new Functions({
  gate: async (event: unknown) => {
    await opened;
    return event;
  },
  slow: async (event: unknown, { options }) => {
    await takesMs(600_000, options);
    return event;
  },
  echo: (event: unknown) => event,
  clean: () => 'clean',
});
const worker = { activities: createActivities(functions), maxHeartbeatThrottleInterval: 500 };

beforeEach(() => {
  functions.forget();
  opened = new Promise((resolve) => {
    open = resolve;
  });
});

const called = (): string[] => functions.calls.map(({ fn }) => fn);
const chain = machine({ A: task('gate', { Next: 'B' }), B: task('echo') });
const start = (definition: StateMachine, input: unknown = {}, more: object = {}) =>
  startPipeline(temporal.client, temporal.run(), { definition, input: input as never, ...more });

/** State of a pending activity: no attempt of it runs. */
const PAUSED = 4;

interface Pending {
  readonly paused: boolean;
  readonly running: boolean;
  readonly heartbeatMs: number;
}

async function pendingOf(handle: WorkflowHandle): Promise<Pending | undefined> {
  const pending = (await handle.describe()).raw.pendingActivities?.[0];
  if (pending == null) return undefined;
  const { seconds = 0, nanos } = pending.lastHeartbeatTime ?? {};
  return {
    paused: pending.paused === true,
    running: Number(pending.state) !== PAUSED,
    heartbeatMs: Number(seconds) * 1000 + (nanos ?? 0) / 1e6,
  };
}

/** Until the activity has been told of it: the answer to a heartbeat says so. */
async function pause(handle: WorkflowHandle): Promise<void> {
  await handle.signal('pause');
  await untilTold(handle);
}

async function untilTold(handle: WorkflowHandle): Promise<void> {
  await until(async () => (await pendingOf(handle))?.paused === true);
  for (let times = 0; times < 2; times++) {
    const before = (await pendingOf(handle))?.heartbeatMs ?? 0;
    await until(async () => ((await pendingOf(handle))?.heartbeatMs ?? 0) > before);
  }
}

/** An operator's pause: the run does not know of it. */
async function pauseFromOutside({ workflowId }: WorkflowHandle) {
  const { workflowService, options } = temporal.client;
  const activity = { namespace: options.namespace, execution: { workflowId }, id: 'pipeline' };
  await workflowService.pauseActivity(activity);
  await untilTold(temporal.client.workflow.getHandle(workflowId));
  return activity;
}

async function completedActivities(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter((event) => event.activityTaskCompletedEventAttributes != null).length;
}

test('a paused pipeline lets its call end, begins no other, and goes on when resumed', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await start(chain, { n: 1 }, { mode: 'express' });
    await until(() => called().includes('gate'));
    await pause(handle);
    open();
    await until(async () => (await completedActivities(handle)) === 1);
    expect(await handle.query('paused')).toBe(true);
    expect(called()).toEqual(['gate']);
    await handle.signal('resume');
    expect(await outcomeOf(handle)).toEqual({ output: { n: 1 } });
    expect(await activityIds(handle)).toEqual(['pipeline', 'pipeline~2']);
  });
  expect(called()).toEqual(['gate', 'echo']);
});

/** Its branch is cleaned up when it is cancelled. */
const guarded = machine({
  Both: {
    Type: 'Parallel',
    Branches: [chain],
    Catch: [{ ErrorEquals: ['FunctionGraph.Cancelled'], Next: 'Clean' }],
    End: true,
  },
  Clean: task('clean'),
});

test('a paused pipeline that is cancelled cleans up', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await start(guarded, { n: 1 }, { mode: 'express' });
    await until(() => called().includes('gate'));
    await pause(handle);
    open();
    await until(async () => (await completedActivities(handle)) === 1);
    await handle.cancel();
    expect(await outcomeOf(handle)).toBe('cancelled');
  });
  expect(called()).toEqual(['gate', 'clean']);
});

test('a call that is under way in a pause is cut by a cancellation', async () => {
  const cuttable = machine({
    A: task('slow', { Catch: [{ ErrorEquals: ['FunctionGraph.Cancelled'], Next: 'Clean' }], End: true }),
    Clean: task('clean'),
  });
  await temporal.withWorker(worker, async () => {
    const handle = await start(cuttable, {}, { mode: 'express' });
    await until(() => called().includes('slow'));
    await pause(handle);
    await handle.cancel();
    expect(await outcomeOf(handle)).toBe('cancelled');
  });
  expect(called()).toEqual(['slow', 'clean']);
});

test('a pipeline that is cancelled while its paused activity asks for the pause cleans up', async () => {
  const { setActivityPause, lastCheckpoint } = worker.activities;
  const workflows = { activities: { setActivityPause, lastCheckpoint }, enableNonLocalActivities: false };
  await temporal.withWorker({ ...worker, workflowBundle: undefined as never }, async () => {
    const handle = await temporal.withWorker(workflows, async () => {
      const started = await start(guarded, { n: 1 }, { mode: 'express' });
      await until(() => called().includes('gate'));
      await pause(started);
      return started;
    });
    open();
    // Nobody answers the activity before the run has heard of the cancellation.
    await handle.cancel();
    await temporal.withWorker(workflows, async () => {
      expect(await outcomeOf(handle)).toBe('cancelled');
    });
  });
  expect(called()).toEqual(['gate', 'clean']);
});

test('what cleans up after a cancellation can be paused, too', async () => {
  const cleansUp = machine({
    Both: {
      ...guarded.States['Both'],
      Branches: [machine({ W: { Type: 'Wait', Seconds: 600, End: true } })],
    },
    Clean: task('gate', { Next: 'Cleaner' }),
    Cleaner: task('clean'),
  });
  await temporal.withWorker(worker, async () => {
    const handle = await start(cleansUp, {}, { mode: 'express' });
    await until(async () => (await completedActivities(handle)) === 1);
    await handle.cancel();
    await until(() => called().includes('gate'));
    await pause(handle);
    open();
    await until(async () => (await completedActivities(handle)) === 2);
    expect(await handle.query('paused')).toBe(true);
    expect(called()).toEqual(['gate']);
    await handle.signal('resume');
    expect(await outcomeOf(handle)).toBe('cancelled');
  });
  expect(called()).toEqual(['gate', 'clean']);
});

test('a pipeline that is paused from its start begins when resumed', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await temporal.client.workflow.signalWithStart('runPipeline', {
      ...temporal.run(),
      args: [{ definition: machine({ A: task('echo') }), input: { n: 1 }, mode: 'express' }],
      signal: 'pause',
    });
    expect(await handle.query('paused')).toBe(true);
    expect(await activityIds(handle)).toEqual([]);
    await handle.signal('resume');
    expect(await outcomeOf(handle)).toEqual({ output: { n: 1 } });
  });
});

test('a pause that is over before the call has ended loses nothing', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await start(chain, { n: 1 }, { mode: 'express' });
    await until(() => called().includes('gate'));
    await pause(handle);
    await handle.signal('resume');
    await until(async () => (await pendingOf(handle))?.paused === false);
    open();
    expect(await outcomeOf(handle)).toEqual({ output: { n: 1 } });
  });
  expect(called()).toEqual(['gate', 'echo']);
});

test('an activity that an operator pauses keeps its checkpoint, and goes on when the operator says so', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await start(chain, { n: 1 }, { mode: 'express' });
    await until(() => called().includes('gate'));
    const activity = await pauseFromOutside(handle);
    open();
    await until(async () => (await pendingOf(handle))?.running === false);
    expect(called()).toEqual(['gate']);
    await temporal.client.workflowService.unpauseActivity(activity);
    expect(await outcomeOf(handle)).toEqual({ output: { n: 1 } });
    expect(await activityIds(handle)).toEqual(['pipeline']);
  });
  expect(called()).toEqual(['gate', 'echo']);
});

test('a pipeline that is cancelled while an operator has its activity paused cleans up', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await start(guarded, { n: 1 }, { mode: 'express' });
    await until(() => called().includes('gate'));
    await pauseFromOutside(handle);
    open();
    await until(async () => (await pendingOf(handle))?.running === false);
    await handle.cancel();
    expect(await outcomeOf(handle)).toBe('cancelled');
    expect(await activityIds(handle)).toEqual(['pipeline', 'pipeline~2']);
  });
  expect(called()).toEqual(['gate', 'clean']);
});

test.each(['EXPRESS', 'STANDARD'] as const)(
  'items of a map in mode %s are paused with their pipeline',
  async (type) => {
    const states = machine({ A: task('gate', { Next: 'B' }), B: task('echo') });
    const items = distributedMap(type, { MaxConcurrency: 1 }, states);
    const count = 200;
    await temporal.withWorker(worker, async () => {
      const handle = await start(items, numbers(count));
      await until(() => called().includes('gate'));
      if (type === 'EXPRESS') await pause(handle);
      else await pauseShard(handle);
      open();
      const shard = type === 'EXPRESS' ? handle : await shardOf(handle);
      await until(async () => (await completedActivities(shard)) === 1);
      expect(called()).toEqual(['gate']);
      await handle.signal('resume');
      expect(await outcomeOf(handle)).toMatchObject({ output: { count } });
    });
    expect(functions.of('echo')).toHaveLength(count);
  },
);

async function shardOf(handle: WorkflowHandle): Promise<WorkflowHandle> {
  const { pendingChildren } = (await handle.describe()).raw;
  return temporal.client.workflow.getHandle(pendingChildren?.[0]?.workflowId ?? '');
}

async function pauseShard(handle: WorkflowHandle): Promise<void> {
  await handle.signal('pause');
  const shard = await shardOf(handle);
  await until(() => shard.query<boolean>('paused'));
}
