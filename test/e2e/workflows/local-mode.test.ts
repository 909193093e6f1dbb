import { Context } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import { createActivities } from '#dist/activities/index';
import type { FaultScript } from '#dist/emulator/faults/fault';
import {
  chain,
  defineFunction,
  type FunctionDefinition,
  functionGraphFailure,
} from 'temporal-functiongraph/workflows';
import { useLocalSteps } from './local-steps';

const steps = useLocalSteps();
const { temporal, noting, sent, start } = steps;
const workflows = require.resolve('./order-workflows');

/** Longer than what is slept inside an attempt. */
const LONG_MS = 2100;

type Definition = FunctionDefinition<unknown, unknown>;

async function eventsOf(handle: WorkflowHandle): Promise<string[]> {
  const { events = [] } = await handle.fetchHistory();
  return (events ?? []).map(
    (event) =>
      Object.entries(event)
        .map(([key, value]) => (value == null ? undefined : /^(\w+)EventAttributes$/.exec(key)?.[1]))
        .find(Boolean) ?? '',
  );
}

interface Trial {
  /** What each step came to. */
  readonly results: readonly unknown[];
  /** The functions that were called, in their order. */
  readonly calls: readonly string[];
  readonly events: readonly string[];
}

/** The same steps in both modes, each with the faults from their beginning. */
async function inBothModes(
  definitions: readonly Definition[],
  { faults = {}, event = {} }: { faults?: FaultScript; event?: unknown } = {},
): Promise<{ standard: Trial; local: Trial }> {
  const trial = async (mode: 'standard' | 'local'): Promise<Trial> => {
    steps.emulator.setFaults(faults);
    sent.length = 0;
    const handle = await start(
      'trial',
      definitions.map((one) => ({ ...one, mode })),
      event,
    );
    const results = (await handle.result()) as unknown[];
    return { results, calls: sent.map(({ fn }) => fn), events: await eventsOf(handle) };
  };
  return temporal.withWorker({ workflows, activities: createActivities(noting) }, async () => ({
    standard: await trial('standard'),
    local: await trial('local'),
  }));
}

/** Without what no two calls have in common. */
function comparable(results: readonly unknown[]): unknown {
  return JSON.parse(
    JSON.stringify(results, (key, value: unknown) =>
      ['requestId', 'summary', 'logs'].includes(key) ? typeof value : value,
    )
      .replaceAll(/request [0-9a-f-]{32,36}/g, 'request ID')
      .replaceAll(/in \d+ ms/g, 'in N ms'),
  );
}

test('results and failures are the same, and a step is one event', async () => {
  const five: Definition[] = [
    { name: 'add' },
    { name: 'decline' },
    { name: 'add', logs: true, memoryMb: 256 },
    { name: 'nowhere' },
    { name: 'broken', retry: [] },
  ];
  const faults: FaultScript = { broken: [{ fault: 'resetAfter' }] };
  const { standard, local } = await inBothModes(five, { event: { n: 1 }, faults });

  expect(comparable(local.results)).toEqual(comparable(standard.results));
  expect(local.results).toMatchObject([
    { output: { n: 2 }, tries: 1, requestId: expect.any(String), summary: { memoryMb: 128 } },
    { path: 'decline', executed: 'yes', names: expect.arrayContaining(['PaymentDeclined']) },
    { output: { n: 2 }, logs: expect.stringContaining('Finish invoke request') },
    { path: 'nowhere', executed: 'no', names: expect.arrayContaining(['FSS.1051']) },
    { path: 'broken', executed: 'maybe', names: expect.arrayContaining(['FunctionGraph.OutcomeUnknown']) },
  ]);
  expect(new Set(local.results.map((result) => (result as { requestId?: string }).requestId)).size).toBe(5);
  expect(local.events).toEqual([
    'workflowExecutionStarted',
    'workflowTaskScheduled',
    'workflowTaskStarted',
    'workflowTaskCompleted',
    ...five.map(() => 'markerRecorded'),
    'workflowExecutionCompleted',
  ]);
});

test('a try that takes too long, and a step whose time is up, fail alike', async () => {
  const { standard, local } = await inBothModes(
    [
      { name: 'add', timeout: 300, retry: [] },
      { name: 'add', scheduleToCloseTimeout: 500 },
    ],
    { faults: { add: [{ fault: 'noAnswer' }] } },
  );

  expect(comparable(local.results.slice(0, 1))).toEqual(comparable(standard.results.slice(0, 1)));
  // The time of a step is up for the call and for Temporal at once: either may say so first, in both modes.
  const timedOut = expect.arrayContaining(['FunctionGraph.OutcomeUnknown', 'States.Timeout', 'States.ALL']);
  for (const { results } of [local, standard])
    expect(results).toMatchObject([
      { path: 'add', executed: 'maybe', names: timedOut },
      { path: 'add#2', executed: 'maybe', names: timedOut },
    ]);
});

test('an activity that never answers is known as a step with an unknown outcome', async () => {
  const hanging = { invokeFunction: () => Context.current().sleep('20 seconds') };
  const results = await temporal.withWorker({ workflows, activities: hanging }, async () =>
    (await start('trial', [{ name: 'add', mode: 'local', scheduleToCloseTimeout: 500 }], {})).result(),
  );
  expect(results).toEqual([
    {
      message: 'Step add ended without an answer (SCHEDULE_TO_CLOSE); the function may have run.',
      path: 'add',
      code: 'SCHEDULE_TO_CLOSE',
      executed: 'maybe',
      transient: true,
      names: ['FunctionGraph.OutcomeUnknown', 'States.Timeout', 'States.ALL'],
      cancelled: false,
    },
  ]);
});

describe('a step that fails five times with three different codes', () => {
  const retry = [
    { errors: ['FSS.0429'], maxAttempts: 2, interval: 50, backoffRate: 1 },
    { errors: ['150430'], maxAttempts: 2, interval: LONG_MS, backoffRate: 1 },
    { errors: ['FSS.0500'], maxAttempts: 1, interval: 100 },
  ] as const;
  const four: FaultScript[string] = [
    { calls: '1', fault: 'throttle' },
    { calls: '2', fault: 'status', code: 150430 },
    { calls: '3', fault: 'throttle' },
    { calls: '4', fault: 'status', code: 150430 },
  ];

  test('is tried as often, and succeeds with as many tries', async () => {
    const faults: FaultScript = {
      add: [...four, { calls: '5', fault: 'status', status: 500, code: 'FSS.0500' }],
    };
    const { standard, local } = await inBothModes([{ name: 'add', retry }], { faults });

    expect(comparable(local.results)).toEqual(comparable(standard.results));
    expect(local.results).toMatchObject([{ output: { n: 1 }, tries: 6 }]);
    expect(local.calls).toHaveLength(6);
    expect(local.events.filter((event) => event === 'timerFired')).toHaveLength(2);
  });

  test('fails by the same rule where that is used up', async () => {
    const faults: FaultScript = { add: [...four, { calls: '5-', fault: 'throttle' }] };
    const { standard, local } = await inBothModes([{ name: 'add', retry }], { faults });

    expect(comparable(local.results)).toEqual(comparable(standard.results));
    expect(local.results).toMatchObject([{ code: 'FSS.0429', executed: 'no', tries: 5 }]);
    expect(local.calls).toHaveLength(5);
  });
});

test('a Retry-After of 5 seconds is waited for in the workflow, not in its task', async () => {
  steps.emulator.setFaults({ add: [{ calls: '1', fault: 'throttle', retryAfterSeconds: 5 }] });
  const activities = createActivities(noting);
  const { result, events } = await temporal.withWorker({ workflows, activities }, async () => {
    const handle = await start('callChain', { functions: ['add'], mode: 'local', input: { n: 1 } });
    return { result: await handle.result(), events: await eventsOf(handle) };
  });

  expect(result).toEqual({ n: 2 });
  expect(sent).toHaveLength(2);
  expect((sent[1]?.atMs ?? 0) - (sent[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(5000);
  expect(events.slice(4, 7)).toEqual(['markerRecorded', 'timerStarted', 'timerFired']);
});

async function chainOfBig(count: number, bytes: number): Promise<WorkflowHandle> {
  steps.emulator.setFaults({});
  const functions = Array.from({ length: count }, () => 'big');
  return temporal.withWorker({ workflows, activities: createActivities(noting) }, async () => {
    const handle = await start('callChain', { functions, mode: 'local', input: { bytes } });
    expect(await handle.result()).toMatchObject({ bytes });
    return handle;
  });
}

describe('results that would be too much for one workflow task', () => {
  test('reach the server all the same', async () => {
    await chainOfBig(5, 1_500_000);
    expect(sent).toHaveLength(5);
  });

  test('are handed over by a standard step', async () => {
    const events = await eventsOf(await chainOfBig(3, 600_000));
    expect(events.filter((event) => /^marker|^activityTaskC/.test(event))).toEqual([
      'markerRecorded',
      'activityTaskCompleted',
      'markerRecorded',
    ]);
  });
});

test('a link of a chain that must not run twice keeps the whole chain from being local', async () => {
  const charge = defineFunction({ name: 'charge', delivery: 'at-most-once' });
  expect(() => chain(charge, { mode: 'local' })).toThrow(
    'chain: charge: delivery "at-most-once" cannot hold',
  );
});

test('a setting of the worker that a local step cannot keep is refused before anything is sent', async () => {
  const activities = createActivities(noting, { functions: { add: { delivery: 'at-most-once' } } });
  const error: unknown = await temporal.withWorker({ workflows, activities }, async () =>
    (await start('callChain', { functions: ['add'], mode: 'local' }))
      .result()
      .catch((thrown: unknown) => thrown),
  );
  expect(functionGraphFailure(error)).toMatchObject({
    path: 'add',
    code: 'LOCAL_AT_MOST_ONCE',
    executed: 'no',
    message: expect.stringContaining("use mode 'standard', or delivery 'at-least-once'"),
  });
  expect(sent).toEqual([]);
});
