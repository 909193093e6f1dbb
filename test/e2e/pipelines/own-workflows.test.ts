import { until } from '../../support/until';
import { catching, eventsOf, useOwnWorkers } from './own-workers';
import { only } from './pipelines';

const { pipelines, taskQueue, activity, child, answer } = useOwnWorkers();
const { temporal } = pipelines;

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

  test('with an id that is too long fails its task, and not the workflow task for ever', async () => {
    const named = child('double', { n: 1 }, {}, { WorkflowId: 'w'.repeat(1001) });
    expect(await pipelines.fails(named)).toEqual({
      type: 'FunctionGraph.InvalidRequest',
      message: expect.stringContaining('the WorkflowId has 1001 bytes; Temporal takes 1 to 1000'),
    });
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
