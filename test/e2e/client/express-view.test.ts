import type { WorkflowHandle } from '@temporalio/client';
import { FunctionGraphPlugin } from 'temporal-functiongraph';
import { type PipelineHandle, startPipeline } from 'temporal-functiongraph/client';
import type { StateMachine } from 'temporal-functiongraph/asl';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { functionError, Functions } from '../pipelines/functions';
import { distributedMap, machine, numbers, task } from '../pipelines/machines';

const temporal = useTemporal();

let opened: Promise<void>;
let open: () => void;
const functions = new Functions({
  echo: (event: unknown) => event,
  gate: async (event: unknown) => {
    await opened;
    return event;
  },
  away: () => {
    throw functionError('Away', 'the bank is away');
  },
});

beforeEach(() => {
  functions.forget();
  opened = new Promise((resolve) => {
    open = resolve;
  });
});

const withWorker = (body: () => Promise<void>): Promise<void> =>
  temporal.withWorker({ plugins: [new FunctionGraphPlugin({ client: functions })] }, body);

const start = (definition: StateMachine, more: object = {}): Promise<PipelineHandle> =>
  startPipeline(temporal.client, { definition, ...temporal.run(), mode: 'express', ...more });

/** The view once it shows a state in a status. */
async function viewWith(handle: PipelineHandle, path: string, status: string) {
  let view = await handle.view();
  const shows = (): boolean => view.states.some((state) => state.path === path && state.status === status);
  await until(async () => {
    view = await handle.view();
    return shows();
  });
  return view;
}

test('the view of an express pipeline shows what its activity is at, and at the end what it was', async () => {
  await withWorker(async () => {
    const handle = await start(machine({ A: task('echo', { Next: 'B' }), B: task('gate') }));
    const view = await viewWith(handle, 'B', 'running');
    expect(view).toMatchObject({
      status: 'RUNNING',
      mode: 'express',
      states: [
        { path: 'A', status: 'succeeded', tries: 1, target: 'echo', endedMs: expect.any(Number) },
        { path: 'B', status: 'running', type: 'Task', target: 'gate' },
      ],
      cost: { calls: 1 },
    });
    open();
    await handle.result();
    expect(await handle.view()).toMatchObject({
      status: 'SUCCEEDED',
      states: [
        { path: 'A', status: 'succeeded' },
        { path: 'B', status: 'succeeded' },
      ],
      cost: { calls: 2 },
    });
    const { currentDetails } = await handle.workflow.query<{ currentDetails: string }>(
      '__temporal_workflow_metadata',
    );
    expect(currentDetails).toMatch(/^\*\*SUCCEEDED\*\* · 2 calls .*\| ✓ \| A \| echo \|/s);
  });
});

test('a call that is tried again shows with its error, tries and the time of the next one', async () => {
  const retried = task('away', {
    Retry: [{ ErrorEquals: ['Away'], IntervalSeconds: 20, MaxAttempts: 1 }],
    End: true,
  });
  await withWorker(async () => {
    const handle = await start(machine({ A: retried }));
    const { states } = await viewWith(handle, 'A', 'retrying');
    expect(states).toMatchObject([{ path: 'A', error: 'Away', tries: 2, untilMs: expect.any(Number) }]);
    await handle.workflow.terminate();
  });
});

test('between two activities the view shows the wait, and what a pause holds back', async () => {
  const definition = machine({
    W: { Type: 'Wait', Seconds: 31, Next: 'A' },
    A: task('echo'),
  });
  await withWorker(async () => {
    const handle = await start(definition);
    await until(() => hasTimer(handle.workflow));
    await handle.pause();
    expect(await handle.view()).toMatchObject({
      status: 'PAUSED',
      states: [{ path: 'W', status: 'waiting', untilMs: expect.any(Number) }],
    });
    await handle.resume();
    expect(await handle.view()).toMatchObject({ status: 'RUNNING' });
    await handle.workflow.terminate();
  });
});

async function hasTimer(handle: WorkflowHandle): Promise<boolean> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).some((event) => event.timerStartedEventAttributes != null);
}

test('calls inside of express batches count in the cost of their pipeline', async () => {
  const items = distributedMap('EXPRESS', {}, machine({ E: task('echo') }));
  await withWorker(async () => {
    const handle = await start(items, { input: numbers(10), mode: 'standard' });
    await handle.result();
    expect((await handle.view()).cost.calls).toBe(10);
  });
});
