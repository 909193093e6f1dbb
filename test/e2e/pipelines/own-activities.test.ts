import { until } from '../../support/until';
import { catching, eventsOf, useOwnWorkers } from './own-workers';
import { only } from './pipelines';

const { pipelines, taskQueue, calls, activity, answer } = useOwnWorkers();

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

  test.each([
    [
      'a name that is too long',
      { ActivityType: 'ä'.repeat(501) },
      'the name of what to call has 1002 bytes; Temporal takes 1 to 1000',
    ],
    [
      'a queue that is too long',
      { ActivityType: 'greet', TaskQueue: 'q'.repeat(1001) },
      'the TaskQueue has 1001 bytes',
    ],
    [
      'a queue of Temporal itself',
      { ActivityType: 'greet', TaskQueue: '/_sys/mine' },
      "begins with '/_sys/'",
    ],
  ])('with %s fails its task, and not the workflow task for ever', async (_what, named, text) => {
    const definition = only({
      Type: 'Task',
      Resource: 'temporal:activity',
      Parameters: { ...named, Input: 1 },
    });
    expect(await pipelines.fails(definition)).toEqual({
      type: 'FunctionGraph.InvalidRequest',
      message: expect.stringContaining(text),
    });
  });
});
