import type { WorkflowHandle } from '@temporalio/client';
import { until } from '../../support/until';
import { functionError } from './functions';
import { machine, task } from './machines';
import { usePipelines } from './pipelines';
import { outcomeOf } from './run';
import { tokensIn } from './tokens';

const called: string[] = [];
const gates = new Map<string, () => void>();
const given = new Map<string, unknown>();

/** `ask` answers when a test opens its gate, as a call that was made already does when its activity is cancelled. */
async function call(fn: string, event: unknown): Promise<{ output: unknown; requestId: string }> {
  const { run = '' } = event as { run?: string };
  called.push(`${run}:${fn}`);
  given.set(run, event);
  if (fn === 'ask') await new Promise<void>((resolve) => gates.set(run, resolve));
  if (fn === 'declines') throw functionError('Declined');
  return { output: event, requestId: run };
}
const client = { invoke: call, invokeAsync: call };
const pipelines = usePipelines(
  { client, callbackKeys: ['a-key-of-these-tests-0123456789abcdef'] },
  { maxHeartbeatThrottleInterval: 500 },
);

const ask = (resource: string, more: object): object =>
  task(resource, {
    TimeoutSeconds: 600,
    Parameters: { FunctionName: 'ask', Payload: { 'run.$': '$.run', 'token.$': '$$.Task.Token' } },
    ...more,
  });

let runs = 0;

/** A run that stands in its call of `ask`. */
async function asking(definition: object): Promise<{ handle: WorkflowHandle; run: string }> {
  const run = `run-${++runs}`;
  const handle = await pipelines.start(definition, { run });
  await until(() => gates.has(run));
  return { handle, run };
}

const RESOURCES = [
  ['an asynchronous call', 'functiongraph:invokeAsync.waitForTaskToken'],
  ['a call', 'functiongraph:invoke.waitForTaskToken'],
] as const;

test.each(RESOURCES)(
  'a run that is cancelled during %s with a token waits for no callback',
  async (_what, resource) => {
    const { handle, run } = await asking(
      machine({ Ask: ask(resource, { Next: 'After' }), After: task('after') }),
    );
    await handle.cancel();
    gates.get(run)?.();
    expect(await outcomeOf(handle)).toBe('cancelled');
    expect(called).not.toContain(`${run}:after`);
  },
);

test.each(RESOURCES)(
  'what catches the cancellation during %s with a token cleans up',
  async (_what, resource) => {
    const caught = {
      Catch: [{ ErrorEquals: ['FunctionGraph.Cancelled'], ResultPath: '$.why', Next: 'Clean' }],
      Next: 'After',
    };
    const { handle, run } = await asking(
      machine({ Ask: ask(resource, caught), After: task('after'), Clean: task('clean') }),
    );
    await handle.cancel();
    gates.get(run)?.();
    expect(await outcomeOf(handle)).toBe('cancelled');
    expect(called.filter((made) => made.startsWith(`${run}:`))).toEqual([`${run}:ask`, `${run}:clean`]);
  },
);

test('a callback that came during the call of a cancelled run is its result', async () => {
  const { handle, run } = await asking(machine({ Ask: ask(RESOURCES[0][1], { End: true }) }));
  await handle.cancel();
  const [token] = tokensIn(given.get(run));
  const message = { id: token?.id, path: token?.path, outcome: { output: 'early' } };
  expect(await handle.executeUpdate('callback', { args: [message] })).toBe('accepted');
  gates.get(run)?.();
  expect(await outcomeOf(handle)).toEqual({ output: 'early' });
});

test('no callback is waited for where another branch has ended the task during its call', async () => {
  const { handle, run } = await asking(
    machine({
      Both: {
        Type: 'Parallel',
        Branches: [
          machine({ Ask: ask('functiongraph:invokeAsync.waitForTaskToken', { End: true }) }),
          machine({ Fails: task('declines') }),
        ],
        Catch: [{ ErrorEquals: ['Declined'], ResultPath: null, Next: 'Rest' }],
        End: true,
      },
      Rest: { Type: 'Wait', Seconds: 3, End: true },
    }),
  );
  await until(async () => (await timersOf(handle)).length === 1);
  gates.get(run)?.();
  expect(await outcomeOf(handle)).toMatchObject({ output: { run } });
  expect(await timersOf(handle)).toHaveLength(1);
});

async function timersOf(handle: WorkflowHandle): Promise<unknown[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap((event) => event.timerStartedEventAttributes ?? []);
}
