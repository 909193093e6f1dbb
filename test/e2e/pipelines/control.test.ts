import type { WorkflowHandle } from '@temporalio/client';
import { FunctionGraphError } from 'temporal-functiongraph/functiongraph';
import { until } from '../../support/until';
import { only, usePipelines } from './pipelines';
import { timersOf } from './run';

const called: string[] = [];
const gates = new Map<string, () => void>();

/** `gate` answers when a test opens it; everything else at once. */
const client = {
  async invoke(fn: string, event: unknown, { signal }: { signal?: AbortSignal } = {}) {
    const { run = '' } = event as { run?: string };
    called.push(`${run}:${fn}`);
    if (fn === 'gate')
      await new Promise<void>((resolve, reject) => {
        gates.set(run, resolve);
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
      });
    if (fn === 'declines')
      throw new FunctionGraphError('no', {
        code: '4002',
        executed: 'yes',
        transient: false,
        names: ['Declined', 'States.TaskFailed', 'States.ALL'],
        functionError: { errorType: 'Declined', errorMessage: 'no' },
      });
    return { output: event };
  },
};
const pipelines = usePipelines({ client });

const task = (fn: string, more: object): object => ({ Type: 'Task', Resource: fn, ...more });
const chain = (gate: object = {}, states: object = {}): object => ({
  StartAt: 'Gate',
  States: { Gate: task('gate', { Next: 'After', ...gate }), After: task('after', { End: true }), ...states },
});

let runs = 0;

/** A run that stands in its call of `gate`. */
async function atGate(
  definition: object,
): Promise<{ handle: WorkflowHandle; run: string; calls: () => string[] }> {
  const run = `run-${++runs}`;
  const handle = await pipelines.start(definition, { run });
  await until(() => gates.has(run));
  const calls = () =>
    called.filter((call) => call.startsWith(`${run}:`)).map((call) => call.slice(run.length + 1));
  return { handle, run, calls };
}

test('a paused run lets its step finish, begins no other, and goes on when resumed', async () => {
  const { handle, run, calls } = await atGate(chain());
  await handle.signal('pause');
  expect(await handle.query('paused')).toBe(true);
  gates.get(run)?.();
  await until(async () =>
    ((await handle.fetchHistory()).events ?? []).some((event) => event.activityTaskCompletedEventAttributes),
  );
  expect(await handle.query('paused')).toBe(true);
  expect(calls()).toEqual(['gate']);
  await handle.signal('resume');
  expect(await handle.result()).toEqual({ run });
  expect(calls()).toEqual(['gate', 'after']);
});

test('a wait ends while the run is paused, and what follows it is held back', async () => {
  const definition = {
    StartAt: 'Wait',
    States: { Wait: { Type: 'Wait', Seconds: 1, Next: 'Do' }, Do: task('after', { End: true }) },
  };
  const run = `run-${++runs}`;
  const handle = await pipelines.start(definition, { run });
  await until(async () => (await timersOf(handle)) === 1);
  await handle.signal('pause');
  await until(async () =>
    ((await handle.fetchHistory()).events ?? []).some((event) => event.timerFiredEventAttributes),
  );
  expect(await handle.query('paused')).toBe(true);
  expect(called).not.toContain(`${run}:after`);
  await handle.signal('resume');
  expect(await handle.result()).toEqual({ run });
});

test('a paused run can be cancelled', async () => {
  const { handle, run } = await atGate(chain());
  await handle.signal('pause');
  gates.get(run)?.();
  await handle.cancel();
  await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
});

test('a cancelled run ends its call, and begins nothing more', async () => {
  const { handle, calls } = await atGate(chain());
  await handle.cancel();
  await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
  expect((await handle.describe()).status.name).toBe('CANCELLED');
  expect(calls()).toEqual(['gate']);
});

test('a Catch of FunctionGraph.Cancelled cleans up before the run is cancelled', async () => {
  const caught = {
    Catch: [{ ErrorEquals: ['FunctionGraph.Cancelled'], ResultPath: '$.why', Next: 'Clean' }],
  };
  const { handle, calls } = await atGate(
    chain(caught, {
      Clean: task('clean', { Next: 'Rest' }),
      Rest: { Type: 'Wait', Seconds: 1, Next: 'Cleaner' },
      Cleaner: task('cleaner', { End: true }),
    }),
  );
  await handle.cancel();
  await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
  expect(calls()).toEqual(['gate', 'clean', 'cleaner']);
});

test('a run with a time limit of its own cleans up, too', async () => {
  const caught = {
    Catch: [{ ErrorEquals: ['FunctionGraph.Cancelled'], ResultPath: '$.why', Next: 'Clean' }],
  };
  const { handle, calls } = await atGate({
    ...chain(caught, { Clean: task('clean', { End: true }) }),
    TimeoutSeconds: 600,
  });
  await handle.cancel();
  await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
  expect(calls()).toEqual(['gate', 'clean']);
});

const branch = (name: string): object => ({
  StartAt: name,
  States: {
    [name]: task('gate', {
      Parameters: { 'run.$': `States.Format('{}-${name}', $.run)` },
      ResultPath: null,
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: `Clean ${name}` }],
      End: true,
    }),
    [`Clean ${name}`]: task(`clean-${name}`, { End: true }),
  },
});

test('every branch that is cancelled may clean up', async () => {
  const run = `run-${++runs}`;
  const handle = await pipelines.start(only({ Type: 'Parallel', Branches: [branch('a'), branch('b')] }), {
    run,
  });
  await until(() => gates.has(`${run}-a`) && gates.has(`${run}-b`));
  await handle.cancel();
  await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
  expect(called).toEqual(expect.arrayContaining([`${run}:clean-a`, `${run}:clean-b`]));
});

test('a run that is cancelled in a wait ends at once', async () => {
  const handle = await pipelines.start(only({ Type: 'Wait', Seconds: 3600 }));
  await until(async () => (await timersOf(handle)) === 1);
  await handle.cancel();
  await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
});

test("the machine's TimeoutSeconds end it as States.Timeout, with what is under way", async () => {
  const { handle, calls } = await atGate({ ...chain(), TimeoutSeconds: 1 });
  await expect(handle.result()).rejects.toMatchObject({
    cause: { type: 'States.Timeout', details: [{ status: 'TIMED_OUT' }] },
  });
  expect(calls()).toEqual(['gate']);
});

test('TimeoutSeconds cannot be caught inside of the machine', async () => {
  const caught = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }] };
  const { handle, calls } = await atGate({ ...chain(caught), TimeoutSeconds: 1 });
  await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'States.Timeout' } });
  expect(calls()).toEqual(['gate']);
});

test('a mode that a task cannot be done in is refused before anything is called', async () => {
  const once = only(task('charge', { FunctionGraph: { delivery: 'at-most-once' } }));
  const handle = await pipelines.start(once, {}, { mode: 'local' });
  await expect(handle.result()).rejects.toMatchObject({
    cause: { type: 'FunctionGraph.InvalidRequest', message: expect.stringContaining('at-most-once') },
  });
});

test('a failed run tells its error, its cause and the names that rules match on', async () => {
  const handle = await pipelines.start(only(task('declines', {})));
  const error = await handle.result().catch((reason: Error) => reason.cause);
  expect(error).toMatchObject({
    type: 'Declined',
    message: expect.stringContaining('"errorMessage":"no"'),
    details: [
      { status: 'FAILED', error: 'Declined', names: ['Declined', 'States.TaskFailed', 'States.ALL'] },
    ],
    nonRetryable: true,
  });
});

test.each([
  ['no object', 'machine', 'the input must be an object'],
  ['no definition', {}, 'definition is missing'],
  ['an unknown key', { definition: only({ Type: 'Pass' }), inptu: {} }, 'unknown key "inptu"'],
  ['another version', { v: 2, definition: {} }, 'version 2 of the input is not known'],
  ['an unknown mode', { definition: only({ Type: 'Pass' }), mode: 'fast' }, 'mode must be'],
  [
    'an empty name',
    { definition: only({ Type: 'Pass' }), name: '' },
    'name must be a text of 1 to 300 bytes',
  ],
  [
    'a name over the limits of ids',
    { definition: only({ Type: 'Pass' }), name: 'ä'.repeat(151) },
    'name must be a text of 1 to 300 bytes',
  ],
  ['text that is no JSON', { definition: '{' }, 'the definition cannot be run'],
  ['a machine that is none', { definition: { StartAt: 'A', States: {} } }, 'the definition cannot be run'],
  [
    'a state that leads nowhere',
    { definition: { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } } },
    'the definition cannot be run',
  ],
  [
    'a resource that is none',
    { definition: only(task('temporal:activity:', {})) },
    'the definition cannot be run',
  ],
])('%s as input fails the workflow and says why', async (_what, input, text) => {
  const { temporal } = pipelines;
  const run = temporal.client.workflow.execute('runPipeline', { ...temporal.run(), args: [input] });
  await expect(run).rejects.toMatchObject({
    cause: {
      type: 'FunctionGraph.InvalidRequest',
      message: expect.stringContaining(text),
      nonRetryable: true,
    },
  });
});

test('a run of a newer engine waits for a worker that has it', async () => {
  const handle = await pipelines.start(only({ Type: 'Pass' }), {}, { engine: 999 });
  await until(async () =>
    ((await handle.fetchHistory()).events ?? []).some((event) =>
      event.workflowTaskFailedEventAttributes?.failure?.message?.includes('was started for engine 999'),
    ),
  );
  expect((await handle.describe()).status.name).toBe('RUNNING');
  await handle.terminate();
});
