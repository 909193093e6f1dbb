import type { WorkflowHandle } from '@temporalio/client';
import { createActivities } from '#dist/activities/index';
import type { PipelineView } from 'temporal-functiongraph/workflows';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { functionError, Functions, takesMs } from './functions';
import { distributedMap, machine, numbers, task } from './machines';
import { activityIds, outcomeOf, startPipeline } from './run';

const temporal = useTemporal();

const functions = new Functions({
  work: async (item: number, { options }) => {
    await takesMs(2, options);
    if (item % 50 === 7) throw functionError('Odd');
    return { item };
  },
  slow: async (event: unknown, { options }) => {
    await takesMs(60_000, options);
    return event;
  },
  clean: (event: unknown) => event,
  'odd-at-first': (event: unknown, { nth }) => {
    if (nth === 1) throw functionError('Odd');
    return event;
  },
  refuse: () => {
    throw functionError('Odd');
  },
  // The first item fails at first, while the second is under way, and does not end when it is cancelled.
  once: async (item: number, { nth }) => {
    if (nth > 2) return item;
    if (item === 0) throw functionError('Odd');
    await new Promise((resolve) => setTimeout(resolve, 4000));
    return item;
  },
});
const activities = createActivities(functions);
beforeEach(() => functions.forget());

test('500 items run in three child workflows, and failures are tolerated over all of them', async () => {
  await temporal.withWorker({ activities }, async () => {
    const handle = await startPipeline(temporal.client, temporal.run(), {
      definition: distributedMap('STANDARD', { ToleratedFailureCount: 10 }),
      input: numbers(500),
    });
    expect(await outcomeOf(handle)).toEqual({ output: { count: 500, first: { item: 0 } } });
    expect(functions.of('work').toSorted((a, b) => Number(a) - Number(b))).toEqual(numbers(500));
    expect(await activityIds(handle)).toEqual([]);
    expect((await handle.describe()).historyLength).toBeLessThan(60);
    const shard = temporal.client.workflow.getHandle(`${handle.firstExecutionRunId}/Items/3`);
    expect(await activityIds(shard)).toContain('Items[450]/Work');
    const { cost, states, unlisted } = await handle.query<PipelineView>('pipeline');
    expect(unlisted.failedInItems).toBe(7);
    expect(cost.calls).toBe(500);
    expect(states.map(({ path, error }) => [path, error])).toEqual([
      ['Items', undefined],
      ...[7, 207, 407].map((item) => [`Items[${item}]/Work`, 'Odd']),
    ]);
  });
});

test('one failure more than is tolerated fails the map', async () => {
  await temporal.withWorker({ activities }, async () => {
    const handle = await startPipeline(temporal.client, temporal.run(), {
      definition: distributedMap('STANDARD', { ToleratedFailureCount: 9 }),
      input: numbers(500),
    });
    expect(await outcomeOf(handle)).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
  });
});

test('a child workflow ends with the failure that fails the map', async () => {
  await temporal.withWorker({ activities }, async () => {
    const handle = await startPipeline(temporal.client, temporal.run(), {
      definition: distributedMap(
        'STANDARD',
        { ToleratedFailureCount: 2, MaxConcurrency: 1 },
        machine({ Refuse: task('refuse') }),
      ),
      input: numbers(200),
    });
    expect(await outcomeOf(handle)).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
  });
  expect(functions.of('refuse')).toEqual([0, 1, 2]);
});

async function childIds(handle: WorkflowHandle): Promise<string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(
    (event) => event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowId ?? [],
  );
}

test('a workflow that an item starts has another id when the map is tried again', async () => {
  const Input = { definition: machine({ Done: { Type: 'Succeed' } }) };
  const items = machine({
    Which: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 0, Next: 'Child' }], Default: 'Skip' },
    Child: {
      Type: 'Task',
      Resource: 'temporal:workflow',
      Parameters: { WorkflowType: 'runPipeline', Input },
      Next: 'Once',
    },
    Once: task('odd-at-first'),
    Skip: { Type: 'Succeed' },
  });
  const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 1 }];
  await temporal.withWorker({ activities }, async () => {
    const handle = await startPipeline(temporal.client, temporal.run(), {
      definition: distributedMap('STANDARD', { Retry }, items),
      input: numbers(200),
    });
    expect(await outcomeOf(handle)).toMatchObject({ output: { count: 200 } });
    const shards = await childIds(handle);
    expect(shards).toHaveLength(2);
    const children = await Promise.all(shards.map((id) => childIds(temporal.client.workflow.getHandle(id))));
    expect(children).toEqual(shards.map((id) => [expect.stringMatching(`^${id}/Items\\[0\\]/Child/`)]));
  });
});

test('cancellation reaches the child workflows, and what catches it cleans up', async () => {
  const items = machine({
    Slow: task('slow', { Catch: [{ ErrorEquals: ['FunctionGraph.Cancelled'], Next: 'Clean' }], End: true }),
    Clean: task('clean'),
  });
  await temporal.withWorker({ activities, maxHeartbeatThrottleInterval: 500 }, async () => {
    const handle = await startPipeline(temporal.client, temporal.run(), {
      definition: distributedMap('STANDARD', { MaxConcurrency: 2 }, items),
      input: numbers(200),
    });
    await until(() => functions.of('slow').length === 2);
    await handle.cancel();
    expect(await outcomeOf(handle)).toBe('cancelled');
    const shard = temporal.client.workflow.getHandle(`${handle.firstExecutionRunId}/Items/1`);
    expect(await outcomeOf(shard)).toBe('cancelled');
  });
  expect(functions.of('slow')).toHaveLength(2);
  expect(functions.of('clean')).toHaveLength(2);
});

test('a child workflow that is terminated fails its map', async () => {
  await temporal.withWorker({ activities }, async () => {
    const handle = await startPipeline(temporal.client, temporal.run(), {
      definition: distributedMap('STANDARD', { MaxConcurrency: 1 }, machine({ Slow: task('slow') })),
      input: numbers(200),
    });
    await until(() => functions.of('slow').length === 1);
    await temporal.client.workflow.getHandle(`${handle.firstExecutionRunId}/Items/1`).terminate();
    expect(await outcomeOf(handle)).toMatchObject({ error: 'States.TaskFailed' });
  });
});

test('a map is tried again while calls of its first try are still ending', async () => {
  const definition = machine({
    Items: {
      Type: 'Map',
      ItemProcessor: machine({ Once: task('once') }),
      Retry: [{ ErrorEquals: ['Odd'], IntervalSeconds: 1, MaxAttempts: 1 }],
      End: true,
    },
  });
  await temporal.withWorker({ activities }, async () => {
    const handle = await startPipeline(temporal.client, temporal.run(), { definition, input: [0, 1] });
    expect(await outcomeOf(handle)).toEqual({ output: [0, 1] });
    expect(await activityIds(handle)).toEqual([
      'Items[0]/Once',
      'Items[1]/Once',
      'Items[0]/Once',
      'Items[1]/Once~2',
    ]);
  });
});
