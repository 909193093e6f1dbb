import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderStore } from 'temporal-functiongraph';
import type { StateMachine } from 'temporal-functiongraph/asl';
import { tempDir } from '../../support/temp-dir';
import { only, usePipelines } from './pipelines';
import { startPipeline } from './run';

const folder = tempDir();
mkdirSync(join(folder, 'shop', 'orders'), { recursive: true });
mkdirSync(join(folder, 'results'));

const client = {
  async invoke(_fn: string, event: unknown) {
    if (event === 'bad') throw Object.assign(new Error('no'), { name: 'Bad' });
    return { output: { did: event } };
  },
};
const pipelines = usePipelines({ client, objects: new FolderStore(folder) });

const PROCESSOR = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'Do',
  States: { Do: { Type: 'Task', Resource: 'do', End: true } },
};

function put(key: string, text: string): void {
  writeFileSync(join(folder, 'shop', key), text);
}

function get(key: string): unknown {
  return JSON.parse(readFileSync(join(folder, 'results', key), 'utf8'));
}

function reading(key: string, config: object, more: object = {}): object {
  return only({
    Type: 'Map',
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: config,
      Parameters: { Bucket: 'shop', Key: key },
    },
    ItemProcessor: PROCESSOR,
    ...more,
  });
}

test('items are read from an object, at most MaxItems of them', async () => {
  put('items.jsonl', '{"n":1}\n{"n":2}\n{"n":3}\n');
  expect(await pipelines.run(reading('items.jsonl', { InputType: 'JSONL', MaxItems: 2 }))).toEqual([
    { did: { n: 1 } },
    { did: { n: 2 } },
  ]);
});

test('items that fill several replies are all read, in their order', async () => {
  const items = Array.from({ length: 4 }, (_, n) => ({ n, text: 'x'.repeat(200_000) }));
  put('large.json', JSON.stringify(items));
  const definition = reading(
    'large.json',
    { InputType: 'JSON' },
    { ItemSelector: { 'n.$': '$$.Map.Item.Value.n' } },
  );
  const handle = await pipelines.start(definition);
  expect(await handle.result()).toEqual(items.map(({ n }) => ({ did: { n } })));
  const { events } = await handle.fetchHistory();
  const reads = events?.filter(
    (event) => event.activityTaskScheduledEventAttributes?.activityId === 'Only/ItemReader',
  );
  expect(reads).toHaveLength(2);
});

test('the rest of a batch that ended early is read from where it ended', async () => {
  put('many.json', JSON.stringify(Array.from({ length: 250 }, (_, n) => ({ n, text: 'x'.repeat(6000) }))));
  const express = { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' };
  const definition = reading(
    'many.json',
    { InputType: 'JSON' },
    {
      ItemProcessor: { ...PROCESSOR, ProcessorConfig: express },
      ResultSelector: { 'n.$': '$[*].did.n' },
    },
  );
  const handle = await pipelines.start(definition);
  expect(await handle.result()).toEqual({ n: Array.from({ length: 250 }, (_, n) => n) });
  const { events } = await handle.fetchHistory();
  const batches = events?.filter((event) =>
    event.activityTaskScheduledEventAttributes?.activityId?.includes('['),
  );
  expect(batches?.length).toBeGreaterThan(2);
});

test('a child workflow whose items are more than it can hold fails its map, and ends', async () => {
  // The first two hundred are read by the pipeline, too: only those of the second child workflow are large.
  const lines = Array.from({ length: 400 }, (_, n) =>
    JSON.stringify({ n, text: n < 200 ? '' : 'x'.repeat(70_000) }),
  );
  put('heavy.jsonl', lines.join('\n'));
  const definition = reading(
    'heavy.jsonl',
    { InputType: 'JSONL' },
    { ItemSelector: { 'n.$': '$$.Map.Item.Value.n' }, ResultPath: null },
  );
  const { temporal } = pipelines;
  const handle = await startPipeline(temporal.client, temporal.run(), {
    definition: definition as StateMachine,
  });
  await expect(handle.result()).rejects.toMatchObject({
    cause: { message: expect.stringContaining('The items are more than one run can hold') },
  });
  const shard = temporal.client.workflow.getHandle(`${handle.firstExecutionRunId}/Only/3`);
  await expect(shard.result()).rejects.toMatchObject({ name: 'WorkflowFailedError' });
});

test('the objects of a bucket are items', async () => {
  put('orders/a.json', '1');
  put('orders/b.json', '2');
  const definition = only({
    Type: 'Map',
    ItemReader: {
      Resource: 'arn:aws:states:::s3:listObjectsV2',
      Parameters: { Bucket: 'shop', Prefix: 'orders/' },
    },
    ItemSelector: { 'key.$': '$$.Map.Item.Value.Key' },
    ItemProcessor: PROCESSOR,
  });
  expect(await pipelines.run(definition)).toEqual([
    { did: { key: 'orders/a.json' } },
    { did: { key: 'orders/b.json' } },
  ]);
});

test.each([
  ['is not there', 'missing.json', { InputType: 'JSON' }, 'is not there'],
  ['cannot be parsed', 'broken.json', { InputType: 'JSON' }, 'broken.json'],
])('an object that %s is States.ItemReaderFailed', async (_what, key, config, text) => {
  put('broken.json', '{"a":');
  const { type, message } = await pipelines.fails(reading(key, config));
  expect([type, message]).toEqual(['States.ItemReaderFailed', expect.stringContaining(text)]);
});

test('a reader that fails can be caught', async () => {
  const definition = reading('missing.json', { InputType: 'JSON' }) as { States: { Only: object } };
  const Only = {
    ...definition.States.Only,
    Catch: [{ ErrorEquals: ['States.ItemReaderFailed'], Next: 'Caught' }],
  };
  const States = { Only, Caught: { Type: 'Pass', End: true } };
  expect(await pipelines.run({ StartAt: 'Only', States })).toMatchObject({
    Error: 'States.ItemReaderFailed',
  });
});

test('results are written, those that failed apart, and the output says where', async () => {
  const definition = only({
    Type: 'Map',
    ToleratedFailureCount: 1,
    ItemProcessor: PROCESSOR,
    ResultWriter: {
      Resource: 'arn:aws:states:::s3:putObject',
      Parameters: { Bucket: 'results', Prefix: 'daily' },
    },
  });
  const handle = await pipelines.start(definition, ['a', 'bad', 'c']);
  const output = (await handle.result()) as { ResultWriterDetails: { Bucket: string; Key: string } };
  expect(output).toEqual({
    MapRunArn: expect.stringContaining(handle.workflowId),
    ResultWriterDetails: { Bucket: 'results', Key: expect.stringMatching(/^daily\/[^/]+\/manifest\.json$/) },
  });
  const manifest = get(output.ResultWriterDetails.Key) as {
    ResultFiles: Record<string, { Key: string }[]>;
  };
  const { SUCCEEDED = [], FAILED = [], PENDING } = manifest.ResultFiles;
  expect([SUCCEEDED.length, FAILED.length, PENDING]).toEqual([1, 1, []]);
  expect(get(SUCCEEDED[0]?.Key ?? '')).toMatchObject([
    { Status: 'SUCCEEDED', Input: '"a"', Output: '{"did":"a"}' },
    { Status: 'SUCCEEDED', Input: '"c"', Output: '{"did":"c"}' },
  ]);
  expect(get(FAILED[0]?.Key ?? '')).toMatchObject([
    { Status: 'FAILED', Input: '"bad"', Error: 'FunctionGraph.OutcomeUnknown' },
  ]);
});

const twice = (type: string, writer: object, more: object = {}): object =>
  only({
    Type: 'Map',
    ToleratedFailureCount: 1,
    ItemProcessor: { ...PROCESSOR, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type } },
    ResultWriter: { WriterConfig: writer },
    ...more,
  });

test.each([
  ['FLATTEN', [1, 2, 3]],
  ['COMPACT', [[1, 2], 3]],
])(
  'without a Resource results stay in the output, as the Transformation %s shows them',
  async (Transformation, output) => {
    const definition = twice(
      'STANDARD',
      { Transformation },
      {
        ItemProcessor: {
          StartAt: 'Take',
          States: { Take: { Type: 'Task', Resource: 'do', OutputPath: '$.did', End: true } },
        },
      },
    );
    expect(await pipelines.run(definition, [[1, 2], 3])).toEqual(output);
    expect(await pipelines.run(definition, [[1, 2], 3], { mode: 'express' })).toEqual(output);
  },
);

test.each(['STANDARD', 'EXPRESS'])(
  'of a large map of %s items they stay with all that is known of each',
  async (type) => {
    const items = Array.from({ length: 220 }, (_, n) => (n === 70 ? 'bad' : n));
    const definition = twice(
      type,
      { Transformation: 'NONE' },
      { OutputPath: '$[?(@.Name =~ /.*\\[(70|71)\\]/)]' },
    );
    expect(await pipelines.run(definition, items)).toMatchObject([
      { Name: 'Only[70]', Status: 'FAILED', Input: '"bad"', Error: 'FunctionGraph.OutcomeUnknown' },
      { Name: 'Only[71]', Status: 'SUCCEEDED', Input: '71', Output: '{"did":71}' },
    ]);
  },
);

test('what reads and writes has the priority of the pipeline', async () => {
  put('few.jsonl', '1\n2\n');
  const ResultWriter = { Resource: 's3:putObject', Parameters: { Bucket: 'results' } };
  const definition = reading('few.jsonl', { InputType: 'JSONL' }, { ResultWriter });
  const handle = await pipelines.start(definition, {}, { priority: { priorityKey: 5 } });
  await handle.result();
  const { events } = await handle.fetchHistory();
  const scheduled = events?.flatMap(({ activityTaskScheduledEventAttributes: made }) => made ?? []) ?? [];
  expect(scheduled.map(({ activityId, priority }) => [activityId, priority?.priorityKey])).toEqual([
    ['Only/ItemReader', 5],
    ['Only[0]/Do', 5],
    ['Only[1]/Do', 5],
    ['Only/ResultWriter', 5],
    ['Only/ResultWriter', 5],
  ]);
});

test('a bucket that is not there is States.ResultWriterFailed', async () => {
  const definition = only({
    Type: 'Map',
    ItemProcessor: PROCESSOR,
    ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'nowhere' } },
  });
  expect((await pipelines.fails(definition, [1])).type).toBe('States.ResultWriterFailed');
  expect(readdirSync(folder)).not.toContain('nowhere');
});
