import { createActivities } from '#dist/activities/index';
import type { WorkflowHandle } from '@temporalio/client';
import { FunctionGraphPlugin } from 'temporal-functiongraph';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { functionError, Functions, takesMs } from './functions';
import { activityIds, outcomeOf, timersOf } from './run';

const temporal = useTemporal();

const functions = new Functions({
  add: ({ n, ...rest }: { n: number }) => ({ ...rest, n: n + 1 }),
  slow: async (event: unknown, { options }) => {
    await takesMs(1200, options);
    return event;
  },
  flaky: (event: unknown, { nth }) => {
    if (nth % 2 !== 0) throw functionError('Flaky');
    return event;
  },
  'refuse-slowly': async (_: unknown, { options }) => {
    await takesMs(1200, options);
    throw functionError('Refused', 'not today');
  },
  refuse: () => {
    throw functionError('Refused', 'not today');
  },
});
const workflows = require.resolve('./chain-workflows');
const worker = { workflows, activities: createActivities(functions) };
beforeEach(() => functions.forget());

const called = (): string[] => functions.calls.map(({ fn }) => fn);

const start = (type: string, ...args: unknown[]): Promise<WorkflowHandle> =>
  temporal.client.workflow.start(type, { ...temporal.run(), args });

const startShort = (...names: string[]): Promise<WorkflowHandle> =>
  start('shortCalls', { functions: names, value: { n: 0 } });

async function localActivities(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter((event) => event.markerRecordedEventAttributes != null).length;
}

test('a chain of local functions costs one event, and gives them the keys of other chains', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await startShort('add', 'add');
    const { runId } = await handle.describe();
    expect(await handle.result()).toEqual({ n: 2, key: `${runId}/add` });
    expect(await activityIds(handle)).toEqual([]);
    expect(await localActivities(handle)).toBe(1);
  });
});

test('after a second an activity goes on with what is left, and nothing is called again', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await startShort('slow', 'add', 'slow', 'add');
    expect(await handle.result()).toMatchObject({ n: 2 });
    expect(await activityIds(handle)).toEqual(['slow~2']);
  });
  expect(called()).toEqual(['slow', 'add', 'slow', 'add']);
});

test('a wait between two tries is not the local activity’s', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await startShort('add', 'flaky');
    expect(await handle.result()).toMatchObject({ n: 1 });
    expect(await activityIds(handle)).toEqual(['add~2']);
    expect(await timersOf(handle)).toBe(0);
  });
  expect(called()).toEqual(['add', 'flaky', 'flaky']);
});

test('it fails as it does in an activity', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await start('shortAndLongFailures');
    const failed = { names: expect.arrayContaining(['Refused']), executed: 'yes', tries: 1 };
    const chain = ['ActivityFailure', 'ApplicationFailure'];
    expect(await handle.result()).toMatchObject([
      { failure: { ...failed, path: 'local/refuse' }, chain },
      { failure: { ...failed, path: 'standard/refuse' }, chain },
    ]);
    expect(await activityIds(handle)).toEqual(['standard/add']);
  });
});

test('the time limit of a step counts on in the activity that goes on with it', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await start('shortWithLimit');
    await expect(handle.result()).rejects.toThrow('Workflow execution failed');
    expect(await activityIds(handle)).toEqual(['refuse-slowly~2']);
  });
  expect(called()).toEqual(['refuse-slowly', 'refuse-slowly']);
});

test('of several at once one is local, since their results are sent together', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await start('shortAtOnce');
    expect(await handle.result()).toEqual([{ n: 3 }, { n: 4 }, { n: 5 }, { n: 6 }]);
    expect(await activityIds(handle)).toEqual(['add#3', 'add#5']);
    expect(await localActivities(handle)).toBe(2);
  });
});

test('a cancellation that comes meanwhile ends what an activity was to go on with', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await startShort('slow', 'slow', 'slow', 'slow');
    await until(() => called().length === 1);
    await handle.cancel();
    expect(await outcomeOf(handle)).toBe('cancelled');
    expect(await localActivities(handle)).toBe(1);
  });
  expect(called().length).toBeLessThan(4);
});

test('after a second of such chains in turn the next is an activity, with which the server gets their results', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await start('shortInTurn', ['add', 'slow', 'add', 'add']);
    expect(await handle.result()).toMatchObject({ n: 3 });
    expect(await activityIds(handle)).toEqual(['add#2']);
    expect(await localActivities(handle)).toBe(3);
  });
});

test('an ordinary step hands their results to the server as well, and the second begins anew', async () => {
  await temporal.withWorker(worker, async () => {
    const handle = await start('shortInTurn', ['slow', { standard: 'add' }, 'add', 'add']);
    expect(await handle.result()).toMatchObject({ n: 3 });
    expect(await activityIds(handle)).toEqual(['add']);
    expect(await localActivities(handle)).toBe(3);
  });
});

test('one whose attempt fails for a reason of its own is done again by an activity', async () => {
  let attempts = 0;
  const { runChain, ...others } = createActivities(functions);
  const broken = {
    ...others,
    runChain: (request: never): Promise<unknown> => {
      if (++attempts === 1) throw new Error('out of order');
      return runChain(request);
    },
  };
  await temporal.withWorker({ workflows, activities: broken }, async () => {
    const handle = await startShort('add', 'add');
    expect(await handle.result()).toMatchObject({ n: 2 });
    expect(await activityIds(handle)).toEqual(['add']);
  });
});

test('a worker that stops hands it over after the call under way, and another goes on', async () => {
  const stopping = await temporal.createWorker({
    workflows,
    plugins: [new FunctionGraphPlugin({ client: functions })],
  });
  const ran = stopping.run();
  const handle = await startShort('slow', 'add', 'slow', 'add');
  await until(() => called().length === 1);
  stopping.shutdown();
  await ran;
  expect(called()).toEqual(['slow']);
  await temporal.withWorker(worker, async () => {
    expect(await handle.result()).toMatchObject({ n: 2 });
  });
  expect(called()).toEqual(['slow', 'add', 'slow', 'add']);
});
