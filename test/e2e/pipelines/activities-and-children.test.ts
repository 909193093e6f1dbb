import { ApplicationFailure, Context } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import { CallbackKeys } from 'temporal-functiongraph';
import { until } from '../../support/until';
import { only, usePipelines } from './pipelines';

const KEY = 'a-key-of-these-tests-0123456789abcdef';
const workflows = require.resolve('./shop-workflows');
const calls: { type: string; input: unknown; taskQueue: string }[] = [];
const tokens = new Map<string, string>();

/** Activities of a user's own, on a worker without ours. */
const activities = {
  greet: async (input: unknown) => {
    calls.push({ type: 'greet', input, taskQueue: Context.current().info.taskQueue });
    return { hello: input };
  },
  nothing: async () => undefined,
  fail: async ({ type }: { type: string }) => {
    calls.push({ type, input: null, taskQueue: '' });
    throw ApplicationFailure.create({ message: 'because', type });
  },
  crash: async () => {
    throw new TypeError('no such thing');
  },
  // Without a heartbeat it hears of nothing but the end of its worker.
  silent: () => Context.current().cancelled,
  beating: async () => {
    for (let beats = 0; beats < 3; beats++) {
      Context.current().heartbeat();
      await Context.current().sleep(700);
    }
    return 'alive';
  },
  untilCancelled: async () => {
    const context = Context.current();
    calls.push({ type: 'untilCancelled', input: null, taskQueue: '' });
    const beat = setInterval(() => context.heartbeat(), 100);
    try {
      await context.cancelled;
    } finally {
      clearInterval(beat);
      calls.push({ type: 'cancelled', input: null, taskQueue: '' });
    }
  },
  keep: async ({ name, token }: { name: string; token: string }) => {
    tokens.set(name, token);
  },
};

let others: Worker;
let ended: Promise<void>;
afterAll(async () => {
  others.shutdown();
  await ended;
});
const pipelines = usePipelines({ callbackKeys: [KEY] }, { workflows, activities });
const { temporal } = pipelines;
const taskQueue = `${temporal.taskQueue}-others`;
beforeAll(async () => {
  others = await temporal.createWorker({
    workflows,
    activities,
    taskQueue,
    maxHeartbeatThrottleInterval: 100,
    shutdownGraceTime: 100,
    shutdownForceTime: 1000,
  });
  ended = others.run();
});

function activity(type: string, input: unknown = {}, state: object = {}): object {
  return only({
    Type: 'Task',
    Resource: 'temporal:activity',
    Parameters: { ActivityType: type, Input: input, TaskQueue: taskQueue },
    ...state,
  });
}

function child(type: string, input: unknown = {}, state: object = {}, more: object = {}): object {
  return only({
    Type: 'Task',
    Resource: 'temporal:workflow',
    Parameters: { WorkflowType: type, Input: input, TaskQueue: taskQueue, ...more },
    ...state,
  });
}

function catching(definition: object, name: string, next: object = { Type: 'Pass' }): object {
  const { States } = definition as { States: { Only: object } };
  const Only = { ...States.Only, Catch: [{ ErrorEquals: [name], Next: 'Caught' }] };
  return { StartAt: 'Only', States: { Only, Caught: { ...next, End: true } } };
}

async function eventsOf(handle: WorkflowHandle) {
  return (await handle.fetchHistory()).events ?? [];
}

describe('an activity of the user', () => {
  test('runs on its own task queue, and its result is the result of the task', async () => {
    const handle = await pipelines.start(activity('greet', { name: 'Ann' }));
    expect(await handle.result()).toEqual({ hello: { name: 'Ann' } });
    expect(calls.at(-1)).toMatchObject({ taskQueue });
    const scheduled = (await eventsOf(handle)).flatMap(
      (event) => event.activityTaskScheduledEventAttributes ?? [],
    );
    expect(scheduled).toMatchObject([{ activityId: 'Only', activityType: { name: 'greet' } }]);
  });

  test('without a result it is null', async () => {
    expect(await pipelines.run(activity('nothing'))).toBeNull();
  });

  test('can be named in the resource, and then gets all arguments', async () => {
    const definition = only({
      Type: 'Task',
      Resource: 'temporal:activity:greet',
      Parameters: { TaskQueue: 'an argument like any other' },
    });
    expect(await pipelines.run(definition)).toEqual({ hello: { TaskQueue: 'an argument like any other' } });
  });

  test('fails with the type of its failure as name, tried as often as the retriers say', async () => {
    const retry = { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 1 }] };
    const failure = await pipelines.fails(activity('fail', { type: 'Busy' }, retry));
    expect(failure).toEqual({ type: 'Busy', message: 'because' });
    expect(calls.filter(({ type }) => type === 'Busy')).toHaveLength(3);
    expect(await pipelines.fails(activity('crash'))).toEqual({ type: 'TypeError', message: 'no such thing' });
  });

  test("cannot pretend that an error is the language's own", async () => {
    const definition = catching(activity('fail', { type: 'States.Runtime' }), 'States.ALL');
    expect(await pipelines.run(definition)).toEqual({ Error: 'Activity:States.Runtime', Cause: 'because' });
  });

  test('is given up after TimeoutSeconds, and after HeartbeatSeconds without a sign of life', async () => {
    const [timeout, heartbeat, alive] = await Promise.all([
      pipelines.fails(activity('silent', {}, { TimeoutSeconds: 1 })),
      pipelines.fails(activity('silent', {}, { TimeoutSeconds: 30, HeartbeatSeconds: 1 })),
      pipelines.run(activity('beating', {}, { TimeoutSeconds: 30, HeartbeatSeconds: 2 })),
    ]);
    expect([timeout.type, heartbeat.type, alive]).toEqual(['States.Timeout', 'States.Timeout', 'alive']);
  });

  test('hears of the cancellation of the run, after which the run cleans up', async () => {
    const cleanUp = {
      Type: 'Task',
      Resource: 'temporal:activity',
      Parameters: { ActivityType: 'greet', Input: 'bye', TaskQueue: taskQueue },
    };
    const handle = await pipelines.start(
      catching(activity('untilCancelled', {}, { HeartbeatSeconds: 10 }), 'FunctionGraph.Cancelled', cleanUp),
    );
    await until(() => calls.some(({ type }) => type === 'untilCancelled'));
    await handle.cancel();
    await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
    expect(calls.slice(-2)).toMatchObject([{ type: 'cancelled' }, { type: 'greet', input: 'bye' }]);
  });

  test('may hand out a signed token and wait for its callback', async () => {
    const definition = activity(
      'keep',
      { name: 'activity', 'token.$': '$$.Task.Token' },
      { Resource: 'temporal:activity.waitForTaskToken' },
    );
    const handle = await pipelines.start(definition);
    expect(await answer(handle, 'activity')).toBe('accepted');
    expect(await handle.result()).toBe('answered');
  });
});

describe('a workflow of the user', () => {
  test('runs as a child on its own task queue, and its result is the result of the task', async () => {
    const handle = await pipelines.start(
      child('double', { n: 21 }, {}, { WorkflowId: `${temporal.taskQueue}-own` }),
    );
    expect(await handle.result()).toBe(42);
    const { taskQueue: queue } = await temporal.client.workflow
      .getHandle(`${temporal.taskQueue}-own`)
      .describe();
    expect(queue).toBe(taskQueue);
  });

  test('fails with the type of its failure as name', async () => {
    expect(await pipelines.fails(child('refuse', { type: 'NoStock' }))).toEqual({
      type: 'NoStock',
      message: 'because',
    });
    const pretended = catching(child('refuse', { type: 'FunctionGraph.Throttled' }), 'States.TaskFailed');
    expect(await pipelines.run(pretended)).toEqual({
      Error: 'Workflow:FunctionGraph.Throttled',
      Cause: 'because',
    });
  });

  test('is given up after TimeoutSeconds', async () => {
    expect((await pipelines.fails(child('sleepLong', {}, { TimeoutSeconds: 1 }))).type).toBe(
      'States.Timeout',
    );
  });

  test('is cancelled with the run', async () => {
    const id = `${temporal.taskQueue}-cancelled`;
    const handle = await pipelines.start(child('sleepLong', {}, {}, { WorkflowId: id }));
    const own = temporal.client.workflow.getHandle(id);
    await until(async () =>
      (await eventsOf(handle)).some((event) => event.childWorkflowExecutionStartedEventAttributes),
    );
    await handle.cancel();
    await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
    expect((await own.describe()).status.name).toBe('CANCELLED');
  });

  test('that somebody else cancels is a failed task, not a cancelled run', async () => {
    const id = `${temporal.taskQueue}-by-others`;
    const handle = await pipelines.start(
      catching(child('sleepLong', {}, {}, { WorkflowId: id }), 'States.TaskFailed'),
    );
    await until(async () =>
      (await eventsOf(handle)).some((event) => event.childWorkflowExecutionStartedEventAttributes),
    );
    await temporal.client.workflow.getHandle(id).cancel();
    expect(await handle.result()).toEqual({
      Error: 'States.TaskFailed',
      Cause: expect.stringContaining('cancelled'),
    });
  });

  test('whose id runs already is a failed task', async () => {
    const handle = await temporal.client.workflow.start('sleepLong', temporal.run());
    const { type, message } = await pipelines.fails(
      child('double', { n: 1 }, {}, { WorkflowId: handle.workflowId }),
    );
    expect([type, message]).toEqual(['States.TaskFailed', expect.stringContaining('already')]);
    await handle.terminate();
  });

  test('may hand out a signed token and wait for its callback', async () => {
    const inner = activity('keep', { name: 'child', 'token.$': '$.token' });
    const definition = child(
      'runPipeline',
      { definition: JSON.stringify(inner), input: { 'token.$': '$$.Task.Token' } },
      { Resource: 'temporal:workflow.waitForTaskToken' },
      { TaskQueue: temporal.taskQueue },
    );
    const handle = await pipelines.start(definition);
    expect(await answer(handle, 'child')).toBe('accepted');
    expect(await handle.result()).toBe('answered');
  });
});

/** As text: in an object the outer pipeline would fill in whatever ends with ".$". */
const sub = (definition: object, input: unknown = {}): object =>
  child(
    'runPipeline',
    { definition: JSON.stringify(definition), input },
    {},
    { TaskQueue: temporal.taskQueue },
  );

describe('a pipeline within a pipeline', () => {
  test('gives its output', async () => {
    const inner = only({ Type: 'Pass', Parameters: { 'got.$': '$.n' } });
    expect(await pipelines.run(sub(inner, { n: 5 }))).toEqual({ got: 5 });
  });

  test('fails with its own error, on which the outer one can match', async () => {
    const inner = {
      StartAt: 'No',
      States: { No: { Type: 'Fail', Error: 'OutOfStock', Cause: 'none left' } },
    };
    expect(await pipelines.run(catching(sub(inner), 'OutOfStock'))).toEqual({
      Error: 'OutOfStock',
      Cause: 'none left',
    });
  });

  test('that ended by States.Runtime can be caught by the outer one', async () => {
    const inner = only({ Type: 'Pass', InputPath: '$.missing' });
    expect(await pipelines.run(catching(sub(inner), 'States.TaskFailed'))).toEqual({
      Error: 'Workflow:States.Runtime',
      Cause: expect.stringContaining('missing'),
    });
  });

  test('that is over its TimeoutSeconds is States.Timeout', async () => {
    const inner = { ...only({ Type: 'Wait', Seconds: 600 }), TimeoutSeconds: 1 };
    expect((await pipelines.fails(sub(inner))).type).toBe('States.Timeout');
  });
});

/** Answers a task by its token, which an activity has put aside. */
async function answer(handle: WorkflowHandle, name: string): Promise<unknown> {
  await until(() => tokens.has(name));
  const verdict = new CallbackKeys([KEY]).verify(tokens.get(name) ?? '');
  if (!('token' in verdict)) throw new Error('it is no token of ours');
  const { id, path, run } = verdict.token;
  return handle.executeUpdate('callback', { args: [{ id, path, run, outcome: { output: 'answered' } }] });
}
