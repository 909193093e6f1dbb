import type { WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { until } from '../../support/until';
import { Functions } from './functions';
import { distributedMap, machine, numbers, task, whenCancelled } from './machines';
import { outcomeOf, startPipeline, timersOf } from './run';
import { SHORT_HISTORY, type Place, useShortHistories } from './short-histories';
import { tokensIn, type TaskToken } from './tokens';

const tokens: TaskToken[] = [];
const functions = new Functions({
  clean: () => 'clean',
  after: (event: unknown) => event,
  ask: (event: unknown) => {
    tokens.push(...tokensIn(event));
    return null;
  },
});
beforeEach(() => functions.forget());
const histories = useShortHistories(functions);

/** Two child workflows whose items never end, since no worker has that queue: what they report is sent by the test. */
const twoShards = machine({
  Items: {
    Type: 'Map',
    MaxConcurrency: 100,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      ...machine({
        Own: task('temporal:activity', {
          Parameters: { ActivityType: 'own', Input: null, TaskQueue: 'queue-of-nobody' },
          TimeoutSeconds: 3600,
          End: true,
        }),
      }),
    },
    ResultSelector: { 'count.$': 'States.ArrayLength($)', 'first.$': '$[0]', 'last.$': '$[-1]' },
    Next: 'After',
  },
  After: task('after'),
});

interface Shards {
  readonly place: Place;
  readonly handle: WorkflowHandleWithFirstExecutionRunId;
  /** Ids of the commands that the shards report to. */
  readonly ids: readonly number[];
  end(): Promise<unknown>;
}

/**
 * A run with two shards whose history has grown over the limit without a turn of the engine, and without a worker: what is
 * sent now comes in one workflow task, the first that sees the server's suggestion.
 */
async function aboutToContinue(): Promise<Shards> {
  const { client } = histories;
  const place = histories.place();
  const input = numbers(400);
  const handle = await histories.during(place, async () => {
    const started = await startPipeline(client, place, { definition: twoShards, input });
    await until(async () => (await shardsOf(started)).length === 2);
    return started;
  });
  for (let sent = 0; sent < SHORT_HISTORY; sent++) await handle.signal('resume');
  const shards = await shardsOf(handle);
  const ids = shards.map((workflowId) => Number(workflowId.split('/').at(-1)));
  const end = (): Promise<unknown> =>
    Promise.allSettled(shards.map((workflowId) => client.workflow.getHandle(workflowId).terminate()));
  return { place, handle, ids: ids.toSorted((a, b) => a - b), end };
}

/** Child workflows that a run has started, and knows to be there. */
async function shardsOf(handle: WorkflowHandleWithFirstExecutionRunId): Promise<string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(
    (event) => event.childWorkflowExecutionStartedEventAttributes?.workflowExecution?.workflowId ?? [],
  );
}

function report(id: number | undefined, item: string): object {
  return { event: { type: 'succeeded', id, output: Array.from({ length: 200 }, () => ({ output: item })) } };
}

test('reports of two child workflows that come together while the run continues as new are both taken', async () => {
  const { place, handle, ids, end } = await aboutToContinue();
  await handle.signal('items-done', report(ids[0], 'one'));
  await handle.signal('items-done', report(ids[1], 'two'));
  await histories.during(place, async () => {
    const current = histories.client.workflow.getHandle(place.workflowId);
    expect(await outcomeOf(current)).toEqual({ output: { count: 400, first: 'one', last: 'two' } });
    expect(await histories.runsOf(current)).toBe(2);
  });
  expect(functions.of('after')).toHaveLength(1);
  await end();
});

test('a cancellation that comes with a report while the run continues as new ends it, and its child workflows', async () => {
  const { place, handle, ids, end } = await aboutToContinue();
  await handle.signal('items-done', report(ids[0], 'one'));
  await handle.cancel();
  await histories.during(place, async () => {
    const current = histories.client.workflow.getHandle(place.workflowId);
    expect(await outcomeOf(current)).toBe('cancelled');
    expect(await histories.runsOf(current)).toBe(1);
    const shard = histories.client.workflow.getHandle(
      `${handle.firstExecutionRunId}/Items/${String(ids[1])}`,
    );
    expect(await outcomeOf(shard)).toBe('cancelled');
  });
  expect(functions.of('after')).toEqual([]);
  await end();
});

const ask = (more: object): object =>
  task('functiongraph:invoke.waitForTaskToken', {
    HeartbeatSeconds: 600,
    Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
    ...more,
  });

test('signs of life alone let a run continue as new, which then knows the callbacks of before', async () => {
  const definition = machine({ First: ask({ Next: 'Second' }), Second: ask({ End: true }) });
  await histories.withWorker(async (place) => {
    const first = await startPipeline(histories.client, place, { definition });
    const current = histories.client.workflow.getHandle(place.workflowId);
    const send = async (nth: number, outcome: object): Promise<unknown> => {
      await until(() => tokens.length > nth);
      const { id, path } = tokens[nth] ?? {};
      return current.executeUpdate('callback', { args: [{ id, path, outcome }] });
    };
    expect(await send(0, { output: 'one' })).toBe('accepted');
    await until(async () => {
      expect(await send(1, { heartbeat: true })).toBe('accepted');
      return (await histories.runsOf(first)) === 2;
    });
    expect(await send(0, { output: 'again' })).toBe('repeated');
    expect(await send(1, { output: 'two' })).toBe('accepted');
    expect(await outcomeOf(current)).toEqual({ output: 'two' });
  });
});

/** Its one batch hands over its checkpoint, since its items wait for so long. */
const waitingItems = distributedMap(
  'EXPRESS',
  {},
  machine({
    Waits: {
      Type: 'Parallel',
      Branches: [machine({ W: { Type: 'Wait', Seconds: 600, End: true } })],
      ...whenCancelled('Clean'),
      End: true,
    },
    Clean: task('clean'),
  }),
);

test('items that wait in a paused run that was continued clean up when it is cancelled', async () => {
  await histories.withWorker(async (place) => {
    const definition = waitingItems;
    const first = await startPipeline(histories.client, place, { definition, input: numbers(3) });
    await until(async () => (await timersOf(first)) === 1);
    for (let sent = 0; sent < SHORT_HISTORY; sent++) await first.signal('pause');
    await until(async () => (await histories.runsOf(first)) === 2);
    const current = histories.client.workflow.getHandle(place.workflowId);
    await current.cancel();
    expect(await outcomeOf(current)).toBe('cancelled');
  });
  expect(functions.of('clean')).toHaveLength(3);
});
