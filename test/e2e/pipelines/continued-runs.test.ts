import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderStore } from 'temporal-functiongraph';
import { tempDir } from '../../support/temp-dir';
import { until } from '../../support/until';
import { Functions, takesMs } from './functions';
import { distributedMap, machine, numbers, task } from './machines';
import { outcomeOf, startPipeline } from './run';
import { useShortHistories } from './short-histories';
import { tokensIn, type TaskToken } from './tokens';

const tokens: TaskToken[] = [];
const functions = new Functions({
  step: (event: unknown) => event,
  work: (item: number) => ({ item }),
  gated: async (item: number, { options }) => {
    while (!gate.open) await takesMs(20, options);
    return { item };
  },
  ask: (event: unknown) => {
    tokens.push(...tokensIn(event));
    return null;
  },
  count: ({ n }: { n: number }) => ({ n: n + 1 }),
});
const gate = { open: false };
const folder = tempDir();
mkdirSync(join(folder, 'results'));
beforeEach(() => {
  functions.forget();
  tokens.length = 0;
  gate.open = false;
});

const histories = useShortHistories(functions, { objects: new FolderStore(folder) });
const { withWorker, runsOf } = histories;

/** Calls a function so often that the history grows over the limit, several times. */
const counting = machine({
  Count: task('count', { Next: 'Enough' }),
  Enough: {
    Type: 'Choice',
    Choices: [{ Variable: '$.n', NumericLessThan: 40, Next: 'Count' }],
    Default: 'Done',
  },
  Done: { Type: 'Succeed' },
});

test('a run continues as new inside Parallel in Map in Parallel, with a Wait and a callback open', async () => {
  const ask = task('functiongraph:invoke.waitForTaskToken', {
    Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
    End: true,
  });
  const inner = {
    Type: 'Parallel',
    Branches: [
      machine({ Wait: { Type: 'Wait', Seconds: 5, Next: 'After' }, After: task('step') }),
      machine({ Ask: ask }),
    ],
    End: true,
  };
  const definition = machine({
    Outer: {
      Type: 'Parallel',
      Branches: [
        counting,
        machine({
          Both: {
            Type: 'Map',
            ItemsPath: '$.items',
            ItemProcessor: machine({ Inner: inner }),
            End: true,
          },
        }),
      ],
      End: true,
    },
  });
  await withWorker(async (place) => {
    const handle = await startPipeline(histories.client, place, {
      definition,
      input: { n: 0, items: ['a', 'b'] },
    });
    await until(async () => tokens.length === 2 && (await runsOf(handle)) >= 3);
    const [first, second] = tokens.toSorted((a, b) => a.path.localeCompare(b.path));
    const current = histories.client.workflow.getHandle(handle.workflowId);
    const answer = (token: TaskToken | undefined, output: unknown): Promise<unknown> =>
      current.executeUpdate('callback', {
        args: [{ id: token?.id, path: token?.path, outcome: { output } }],
      });
    expect(await answer(first, 'one')).toBe('accepted');
    expect(await answer(second, 'two')).toBe('accepted');
    expect(await outcomeOf(current)).toEqual({
      output: [
        { n: 40 },
        [
          ['a', 'one'],
          ['b', 'two'],
        ],
      ],
    });
    expect(first?.path).toBe('Outer<1>/Both[0]/Inner<1>/Ask');
  });
  expect(functions.of('count').map((event) => (event as { n: number }).n)).toEqual(numbers(40));
  expect(new Set(functions.of('step'))).toEqual(new Set(['a', 'b']));
  expect(functions.of('step')).toHaveLength(2);
  expect(functions.of('ask')).toHaveLength(2);
});

const mapBeside = (items: string) =>
  machine({
    Outer: {
      Type: 'Parallel',
      Branches: [
        counting,
        machine({
          Items: {
            Type: 'Map',
            ItemsPath: '$.items',
            MaxConcurrency: 3,
            ItemProcessor: {
              ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
              ...machine({ Work: task(items) }),
            },
            ResultSelector: { 'count.$': 'States.ArrayLength($)', 'last.$': '$[-1]' },
            End: true,
          },
        }),
      ],
      End: true,
    },
  });

test('child workflows with items outlive the run that has started them, and continue as new themselves', async () => {
  await withWorker(async (place) => {
    const handle = await startPipeline(histories.client, place, {
      definition: mapBeside('gated'),
      input: { n: 0, items: numbers(200) },
    });
    await until(async () => (await runsOf(handle)) >= 3);
    gate.open = true;
    const current = histories.client.workflow.getHandle(handle.workflowId);
    expect(await outcomeOf(current)).toEqual({ output: [{ n: 40 }, { count: 200, last: { item: 199 } }] });
  });
  expect(functions.of('gated').toSorted((a, b) => Number(a) - Number(b))).toEqual(numbers(200));
});

test('a map of many chunks continues as new between them', async () => {
  await withWorker(async (place) => {
    const handle = await startPipeline(histories.client, place, {
      definition: distributedMap('STANDARD', { MaxConcurrency: 50 }),
      input: numbers(2000),
    });
    const current = histories.client.workflow.getHandle(handle.workflowId);
    expect(await outcomeOf(current)).toEqual({ output: { count: 2000, first: { item: 0 } } });
    expect(await runsOf(handle)).toBeGreaterThan(1);
  });
  expect(functions.of('work').toSorted((a, b) => Number(a) - Number(b))).toEqual(numbers(2000));
});

const read = (key: string): unknown => JSON.parse(readFileSync(join(folder, 'results', key), 'utf8'));

test('what chunks have written is known to the run that continues theirs', async () => {
  const definition = distributedMap('STANDARD', {
    MaxConcurrency: 50,
    ResultWriter: { Resource: 's3:putObject', Parameters: { Bucket: 'results' } },
    ResultSelector: { 'key.$': '$.ResultWriterDetails.Key' },
  });
  await withWorker(async (place) => {
    const handle = await startPipeline(histories.client, place, { definition, input: numbers(2000) });
    const outcome = await outcomeOf(histories.client.workflow.getHandle(handle.workflowId));
    expect(await runsOf(handle)).toBeGreaterThan(1);
    const { key } = (outcome as { output: { key: string } }).output;
    const { ResultFiles } = read(key) as { ResultFiles: { SUCCEEDED: { Key: string }[] } };
    const written = ResultFiles.SUCCEEDED.flatMap(({ Key }) => read(Key) as { Input: string }[]);
    expect(written.map(({ Input }) => Number(Input))).toEqual(numbers(2000));
  });
});

test('a child workflow that is lost after the run has continued as new fails its map', async () => {
  await withWorker(async (place) => {
    const handle = await startPipeline(histories.client, place, {
      definition: mapBeside('gated'),
      input: { n: 0, items: numbers(200) },
    });
    let shardId: string | undefined;
    await until(async () => {
      for await (const { workflowId } of histories.client.workflow.list({
        query: `WorkflowType = 'runPipelineItems' AND ExecutionStatus = 'Running'`,
      }))
        if (workflowId.startsWith(handle.firstExecutionRunId)) shardId = workflowId;
      return shardId !== undefined && (await runsOf(handle)) >= 2;
    });
    await histories.client.workflow.getHandle(shardId ?? '').terminate();
    expect(await outcomeOf(histories.client.workflow.getHandle(handle.workflowId))).toMatchObject({
      error: 'States.TaskFailed',
    });
  });
});

test('a run with more open waits than a history should have events does not continue as new at each of their ends', async () => {
  const waits = Array.from({ length: 400 }, (_, index) => Math.min(10 + 4 * index, 90));
  const definition = machine({
    All: {
      Type: 'Map',
      MaxConcurrency: 400,
      ItemProcessor: machine({ Wait: { Type: 'Wait', SecondsPath: '$', End: true } }),
      End: true,
    },
  });
  await withWorker(async (place) => {
    const handle = await startPipeline(histories.client, place, { definition, input: waits, timeScale: 10 });
    const current = histories.client.workflow.getHandle(handle.workflowId);
    expect(await outcomeOf(current)).toEqual({ output: waits });
    await until(async () => (await runsOf(handle)) > 1);
    expect(await runsOf(handle)).toBeLessThan(6);
  });
});
