import { ApplicationFailure, Context } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import { until } from '../../support/until';
import type { RecordedRun } from './recorded-runs';
import { failure, reply, ScriptedActivities } from './scripted-activities';

const task = (fn: string, more: object = {}): object => ({ Type: 'Task', Resource: fn, End: true, ...more });
const only = (state: object, name = 'Only'): object => ({
  StartAt: name,
  States: { [name]: { End: true, ...state } },
});

function pipeline(
  name: string,
  definition: object,
  more: Partial<RecordedRun> & { readonly input?: unknown; readonly mode?: string } = {},
): RecordedRun {
  const { input = { id: 'A-1' }, mode, ...run } = more;
  return {
    name: `pipeline-${name}`,
    workflow: 'runPipeline',
    args: [{ definition, input, ...(mode !== undefined && { mode }) }],
    script: functions(),
    ...run,
  };
}

function functions(): ScriptedActivities {
  const declined = failure('no', { names: ['Declined', 'States.TaskFailed', 'States.ALL'] });
  return new ScriptedActivities()
    .on('echo', ({ event }) => event)
    .on('declines', () => {
      throw declined;
    })
    .on('tired', ({ resume }) =>
      resume === undefined
        ? reply({ retryAfterMs: 30, counts: [1], tries: 1 })
        : reply({ output: 1, tries: 2 }),
    )
    .on('hangs', () => hangs());
}

async function hangs(): Promise<never> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), 100);
  return context.cancelled.finally(() => clearInterval(beat));
}

async function untilEvent(handle: WorkflowHandle, kind: string): Promise<void> {
  await until(async () =>
    ((await handle.fetchHistory()).events ?? []).some(
      (event) => kind in event && event[kind as never] != null,
    ),
  );
}

/** Answers the one task of a run that waits for its callback. */
async function answer(handle: WorkflowHandle, outcome: object): Promise<void> {
  await untilEvent(handle, 'activityTaskCompletedEventAttributes');
  await until(
    async () =>
      (await handle.executeUpdate('callback', { args: [{ id: 1, path: 'Only', outcome }] })) === 'accepted',
  );
}

const http = {
  invokeHttp: async () => ({
    v: 1,
    output: { StatusCode: 200, StatusText: 'OK', Headers: {}, ResponseBody: 1 },
  }),
};

/** Runs of the workflow `runPipeline`, one for each thing that a state can do. */
export const recordedPipelines: readonly RecordedRun[] = [
  pipeline('tasks', {
    StartAt: 'First',
    States: { First: task('echo', { End: undefined, Next: 'Second' }), Second: task('echo') },
  }),
  pipeline('local-tasks', only(task('echo')), { mode: 'local' }),
  pipeline('wait', only({ Type: 'Wait', Seconds: 1 })),
  pipeline('task-that-fails', only(task('declines'))),
  pipeline('caught', {
    StartAt: 'No',
    States: {
      No: task('declines', { Catch: [{ ErrorEquals: ['Declined'], Next: 'Yes' }] }),
      Yes: { Type: 'Pass', End: true },
    },
  }),
  pipeline(
    'engine-retries',
    only(
      task('declines', {
        Parameters: { 'n.$': '$$.State.RetryCount' },
        Retry: [{ ErrorEquals: ['Declined'], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 1 }],
      }),
    ),
  ),
  pipeline('at-most-once-with-waits', only(task('tired', { FunctionGraph: { delivery: 'at-most-once' } }))),
  pipeline(
    'parallel',
    only({
      Type: 'Parallel',
      Branches: [only(task('echo'), 'One'), only({ Type: 'Wait', Seconds: 1 }, 'Other')],
    }),
  ),
  pipeline(
    'parallel-that-fails',
    only({ Type: 'Parallel', Branches: [only(task('hangs'), 'One'), only(task('declines'), 'Other')] }),
  ),
  pipeline('map', only({ Type: 'Map', MaxConcurrency: 2, ItemProcessor: only(task('echo'), 'Each') }), {
    input: [1, 2, 3],
  }),
  pipeline('callback', only(task('echo.waitForTaskToken')), {
    during: (handle) => answer(handle, { output: 1 }),
  }),
  pipeline('callback-heartbeat', only(task('echo.waitForTaskToken', { HeartbeatSeconds: 2 })), {
    during: (handle) => answer(handle, { heartbeat: true }),
  }),
  pipeline(
    'async',
    only(task('functiongraph:invokeAsync', { Parameters: { FunctionName: 'echo', Payload: 1 } })),
  ),
  pipeline(
    'http',
    only(task('http:invoke', { Parameters: { ApiEndpoint: 'http://localhost/', Method: 'GET' } })),
    {
      activities: http,
    },
  ),
  pipeline('activity', only(task('temporal:activity:greet', { HeartbeatSeconds: 30 })), {
    activities: { greet: async () => 'hello' },
  }),
  pipeline(
    'activity-that-fails',
    only(
      task('temporal:activity:fails', {
        Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 1 }],
      }),
    ),
    {
      activities: {
        fails: async () => {
          throw ApplicationFailure.create({ message: 'because', type: 'Busy' });
        },
      },
    },
  ),
  pipeline(
    'activity-with-token',
    only(
      task('temporal:activity.waitForTaskToken', {
        Parameters: { ActivityType: 'greet', Input: { 'token.$': '$$.Task.Token' } },
        TimeoutSeconds: 60,
      }),
    ),
    {
      activities: {
        greet: async () => 'hello',
        signTaskToken: async () => ({ v: 1, token: 'tfg1.signed' }),
      },
      during: (handle) => answer(handle, { output: 1 }),
    },
  ),
  pipeline(
    'child',
    only(
      task('temporal:workflow', {
        Parameters: { WorkflowType: 'callChain', Input: { functions: ['echo'], input: 1 } },
      }),
    ),
  ),
  pipeline(
    'cancelled',
    {
      StartAt: 'Long',
      States: {
        Long: task('hangs', { Catch: [{ ErrorEquals: ['FunctionGraph.Cancelled'], Next: 'Clean' }] }),
        Clean: task('echo'),
      },
    },
    {
      during: async (handle) => {
        await untilEvent(handle, 'activityTaskScheduledEventAttributes');
        await handle.cancel();
      },
    },
  ),
  pipeline(
    'paused',
    {
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 1, Next: 'After' }, After: task('echo') },
    },
    {
      during: async (handle) => {
        await handle.signal('pause');
        await untilEvent(handle, 'timerFiredEventAttributes');
        await handle.signal('resume');
      },
    },
  ),
  pipeline('timed-out', { ...only(task('hangs')), TimeoutSeconds: 1 }),
  pipeline(
    'reader-and-writer',
    only({
      Type: 'Map',
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        ...only(task('echo'), 'Each'),
      },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } },
    }),
    {
      activities: {
        readMapItems: async ({ from }: { from?: object }) =>
          from === undefined ? { v: 1, items: [1, 2], next: { item: 2 } } : { v: 1, items: [3] },
        writeMapResults: async () => ({ v: 1, files: { SUCCEEDED: [], FAILED: [], PENDING: [] } }),
        writeMapManifest: async () => ({
          v: 1,
          output: { MapRunArn: 'arn', ResultWriterDetails: { Bucket: 'b', Key: 'manifest.json' } },
        }),
      },
    },
  ),
  pipeline('refused-definition', { StartAt: 'Nowhere', States: {} }),
];
