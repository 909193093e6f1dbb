import { createActivities } from '#dist/activities/index';
import type { StateMachine } from 'temporal-functiongraph/asl';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { functionError, Functions, takesMs } from './functions';
import { distributedMap, machine, numbers, task } from './machines';
import { activityIds, outcomeOf, type Outcome, startPipeline } from './run';

const temporal = useTemporal();

const functions = new Functions({
  add: (event: { n: number }) => ({ ...event, n: event.n + 1 }),
  refuse: () => {
    throw functionError('Refused', 'not today');
  },
  flaky: (event: object, { nth }) => {
    if (nth < 3) throw functionError('Flaky');
    return event;
  },
  echo: (event: unknown) => event,
  work: async (item: number, { options }) => {
    await takesMs(2, options);
    if (item % 50 === 7) throw functionError('Odd');
    return { item };
  },
  slow: async (event: unknown, { options }) => {
    await takesMs(60_000, options);
    return event;
  },
  large: () => 'x'.repeat(100_000),
});
const activities = createActivities(functions);
beforeEach(() => functions.forget());

interface Ran {
  readonly outcome: Outcome;
  readonly activities: readonly string[];
}

async function ran(definition: StateMachine, input: unknown, more: object = {}): Promise<Ran> {
  return temporal.withWorker({ activities }, async () => {
    const handle = await startPipeline(temporal.client, temporal.run(), {
      definition,
      input: input as never,
      ...more,
    });
    return { outcome: await outcomeOf(handle), activities: await activityIds(handle) };
  });
}

test.each<[string, StateMachine, unknown]>([
  [
    'a chain with a wait',
    machine({
      A: task('add', { Next: 'W' }),
      W: { Type: 'Wait', Seconds: 1, Next: 'B' },
      B: task('add'),
    }),
    { n: 1 },
  ],
  [
    'a failure that is retried and caught',
    machine({
      A: task('refuse', {
        Retry: [{ ErrorEquals: ['Refused'], IntervalSeconds: 1, MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['Refused'], Next: 'B' }],
        End: true,
      }),
      B: task('echo'),
    }),
    {},
  ],
  ['a failure', machine({ A: task('refuse') }), {}],
  [
    'a parallel whose branch fails',
    machine({
      P: {
        Type: 'Parallel',
        Branches: [machine({ S: task('slow') }), machine({ R: task('refuse') })],
        End: true,
      },
    }),
    {},
  ],
  [
    'a map inside a map',
    machine({
      M: {
        Type: 'Map',
        ItemProcessor: machine({
          N: { Type: 'Map', ItemProcessor: machine({ E: task('echo') }), End: true },
        }),
        End: true,
      },
    }),
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    'a key into no object',
    machine({ A: task('echo', { FunctionGraph: { idempotencyField: 'key' }, End: true }) }),
    5,
  ],
])('%s ends the same in modes express and standard', async (_what, definition, input) => {
  const express = await ran(definition, input, { mode: 'express' });
  const standard = await ran(definition, input);
  expect(express.outcome).toEqual(standard.outcome);
  expect(express.activities).toEqual(['pipeline']);
});

test('a function that succeeds in its third try is called three times', async () => {
  const retried = task('flaky', { Retry: [{ ErrorEquals: ['Flaky'], IntervalSeconds: 1 }], End: true });
  const { outcome } = await ran(machine({ A: retried }, { FunctionGraph: { mode: 'express' } }), { n: 1 });
  expect(outcome).toEqual({ output: { n: 1 } });
  expect(functions.of('flaky')).toHaveLength(3);
});

test('the idempotency key is that of the standard mode', async () => {
  const definition = machine({
    A: task('echo', { FunctionGraph: { idempotencyField: 'key' }, End: true }),
  });
  await temporal.withWorker({ activities }, async () => {
    const handle = await startPipeline(temporal.client, temporal.run(), { definition, mode: 'express' });
    expect(await handle.result()).toEqual({ key: `${handle.firstExecutionRunId}/A` });
  });
});

test.each([
  ['at-most-once delivery', task('echo', { FunctionGraph: { delivery: 'at-most-once' }, End: true })],
  [
    'a callback',
    task('functiongraph:invoke.waitForTaskToken', {
      Parameters: { FunctionName: 'echo', Payload: { 'Token.$': '$$.Task.Token' } },
      End: true,
    }),
  ],
  ['an activity of the user', task('temporal:activity:own')],
])('%s is refused before anything is called', async (_what, state) => {
  const { outcome, activities: scheduled } = await ran(machine({ A: state }), {}, { mode: 'express' });
  expect(outcome).toMatchObject({ error: 'FunctionGraph.InvalidRequest' });
  expect(scheduled).toEqual([]);
});

test('a function that the worker knows as at-most-once is not called', async () => {
  const strict = createActivities(functions, { functions: { echo: { delivery: 'at-most-once' } } });
  await temporal.withWorker({ activities: strict }, async () => {
    const handle = await startPipeline(temporal.client, temporal.run(), {
      definition: machine({ A: task('echo') }),
      mode: 'express',
    });
    expect(await outcomeOf(handle)).toMatchObject({
      error: 'FunctionGraph.InvalidRequest',
      cause: expect.stringContaining('at-most-once cannot hold in an express run'),
    });
  });
  expect(functions.calls).toEqual([]);
});

test('a state that has grown over 512 KB goes on in another activity', async () => {
  const many = machine({
    M: {
      Type: 'Map',
      MaxConcurrency: 1,
      ItemProcessor: machine({ L: task('large', { Next: 'W' }), W: { Type: 'Wait', Seconds: 1, End: true } }),
      ResultSelector: { 'count.$': 'States.ArrayLength($)' },
      End: true,
    },
  });
  const { outcome, activities: scheduled } = await ran(many, numbers(8), { mode: 'express' });
  expect(outcome).toEqual({ output: { count: 8 } });
  expect(scheduled.length).toBeGreaterThan(1);
  expect(functions.of('large')).toHaveLength(8);
});

test('a long wait is a timer of the workflow', async () => {
  const definition = machine({
    A: task('add', { Next: 'W' }),
    W: { Type: 'Wait', Seconds: 31, Next: 'B' },
    B: task('add'),
  });
  await temporal.withWorker({ activities }, async () => {
    const handle = await startPipeline(temporal.client, temporal.run(), {
      definition,
      input: { n: 1 },
      mode: 'express',
    });
    await until(async () => {
      const { events } = await handle.fetchHistory();
      return (events ?? []).some((event) => event.timerStartedEventAttributes != null);
    });
    await handle.terminate();
    expect(functions.of('add')).toEqual([{ n: 1 }]);
  });
});

test.each([
  ['', {}],
  [', within the time limit of the pipeline', { TimeoutSeconds: 600 }],
])('cancellation ends the call that is under way, and what catches it cleans up%s', async (_what, limit) => {
  const states = {
    A: task('slow', { Catch: [{ ErrorEquals: ['FunctionGraph.Cancelled'], Next: 'Clean' }], Next: 'Never' }),
    Never: task('add'),
    Clean: task('echo'),
  };
  const definition = machine(states, limit);
  await temporal.withWorker({ activities, maxHeartbeatThrottleInterval: 500 }, async () => {
    const handle = await startPipeline(temporal.client, temporal.run(), { definition, mode: 'express' });
    await until(() => functions.of('slow').length === 1);
    await handle.cancel();
    expect(await outcomeOf(handle)).toBe('cancelled');
  });
  expect(functions.calls.map(({ fn }) => fn)).toEqual(['slow', 'echo']);
});

describe('a map in mode express', () => {
  test('runs 1,000 items in five activities', async () => {
    const { outcome, activities: scheduled } = await ran(
      distributedMap('EXPRESS', { ToleratedFailurePercentage: 3 }),
      numbers(1000),
    );
    expect(outcome).toEqual({ output: { count: 1000, first: { item: 0 } } });
    expect(scheduled).toEqual([0, 200, 400, 600, 800].map((first) => `Items[${first}-${first + 199}]`));
    expect(functions.of('work')).toHaveLength(1000);
  });

  test('fails beyond its tolerance', async () => {
    const { outcome } = await ran(
      distributedMap('EXPRESS', { ToleratedFailurePercentage: 1 }),
      numbers(1000),
    );
    expect(outcome).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
  });

  test('keeps the order, and leaves in the place of a tolerated failure what a Catch would see', async () => {
    const inOrder = distributedMap('EXPRESS', { ToleratedFailureCount: 1, ResultSelector: undefined });
    const { outcome } = await ran(inOrder, numbers(10));
    expect(outcome).toMatchObject({
      output: numbers(10).map((item) => (item === 7 ? { Error: 'Odd' } : { item })),
    });
  });
});
