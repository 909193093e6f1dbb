import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { createMapActivities } from '../../../../activities/maps/create-map-activities';
import type {
  IndexItemsReply,
  ItemPlace,
  ItemSource,
  ReadItemsReply,
} from '../../../../activities/maps/wire';
import { FolderStore, type ObjectStore } from '../../../../activities/objects';
import { tempDir } from '../../../support/temp-dir';
import { until } from '../../../support/until';
import { bench } from '../support';

let root: string;
let store: ObjectStore;
beforeEach(() => {
  root = tempDir();
  store = new FolderStore(root);
});

function put(key: string, text: string): void {
  mkdirSync(dirname(join(root, 'data', key)), { recursive: true });
  writeFileSync(join(root, 'data', key), text);
}

type Activities = ReturnType<typeof createMapActivities>;

function run<Name extends keyof Activities>(
  name: Name,
  request: object,
  objects: ObjectStore | string = store,
): ReturnType<Activities[Name]> {
  const activity = createMapActivities(objects)[name] as (given: object) => ReturnType<Activities[Name]>;
  return bench().env.run(activity as (given: object) => Promise<never>, request) as ReturnType<
    Activities[Name]
  >;
}

const source = (Key: string, config: ItemSource['config']) => ({
  v: 1,
  resource: 'arn:aws:states:::s3:getObject',
  arguments: { Bucket: 'data', Key },
  config,
});
const JSONL = { InputType: 'JSONL' };
const FIRST_ROW = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };

interface RangeRequest extends ItemSource {
  readonly count?: number;
  readonly from?: ItemPlace;
}

/** All items of a range, by as many replies as it takes. */
async function readAll(request: RangeRequest): Promise<{ items: unknown[]; replies: number }> {
  const items: unknown[] = [];
  let { from, count } = request;
  for (let replies = 1; ; replies += 1) {
    const reply: ReadItemsReply = await run('readMapItems', { ...request, from, count });
    items.push(...reply.items);
    if (reply.next === undefined) return { items, replies };
    from = reply.next;
    if (count !== undefined) count -= reply.items.length;
  }
}

async function failureOf(activity: Promise<unknown>): Promise<ApplicationFailure> {
  const error: unknown = await activity.then(
    () => new Error('it did not fail'),
    (failure: unknown) => failure,
  );
  if (error instanceof ApplicationFailure) return error;
  throw error;
}

const rows = Array.from({ length: 2500 }, (_, index) => ({
  id: `${index}`,
  text: `${'x'.repeat(300)},"é\n${index}`,
}));
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const objects = [
  ['rows.csv', FIRST_ROW, `id,text\n${rows.map(({ id, text }) => `${id},${quoted(text)}\n`).join('')}`],
  ['rows.jsonl', JSONL, rows.map((row) => `${JSON.stringify(row)}\n`).join('\n')],
  ['rows.json', { InputType: 'JSON' }, JSON.stringify(rows, undefined, 1)],
] as const;

test.each(objects)(
  '%s is read in replies of bounded size, and not one item is lost or doubled',
  async (key, config, text) => {
    put(key, text);
    const { items, replies } = await readAll(source(key, config));
    expect(items).toEqual(rows);
    expect(replies).toBe(2);
  },
);

test.each(objects)('%s is indexed, and every shard reads its own range', async (key, config, text) => {
  put(key, text);
  const index: IndexItemsReply = await run('indexMapItems', { ...source(key, config), every: 700 });
  expect([index.count, index.every, index.places.map(({ item }) => item)]).toEqual([
    2500,
    700,
    [0, 700, 1400, 2100],
  ]);
  const onTheWire = JSON.parse(JSON.stringify(index)) as IndexItemsReply;
  const shards = await Promise.all(
    onTheWire.places.map((place) =>
      readAll({ ...source(key, config), from: { ...onTheWire.common, ...place }, count: onTheWire.every }),
    ),
  );
  expect(shards.map(({ items }) => items.length)).toEqual([700, 700, 700, 400]);
  expect(shards.flatMap(({ items }) => items)).toEqual(rows);
});

test('an index of many places gets wider steps', async () => {
  put('many.jsonl', '1\n'.repeat(12_345));
  const { every, places, count } = await run('indexMapItems', { ...source('many.jsonl', JSONL), every: 1 });
  expect([count, every, places.length]).toEqual([12_345, 4, 3087]);
  expect(places.every(({ item }, index) => item === index * every)).toBe(true);
});

test('MaxItems limits what is read and counted', async () => {
  put('rows.jsonl', '1\n2\n3\nnonsense');
  const limited = source('rows.jsonl', { ...JSONL, MaxItems: 2 });
  expect(await run('readMapItems', limited)).toEqual({ v: 1, items: [1, 2] });
  expect((await run('indexMapItems', { ...limited, every: 1 })).count).toBe(2);
});

test('objects of a bucket are items, with a limit, from any of them on', async () => {
  for (const key of ['in/a', 'in/b', 'in/c', 'out/d']) put(key, key);
  const listing = {
    ...source('', {}),
    resource: 'arn:aws:states:::s3:listObjectsV2',
    arguments: { Bucket: 'data', Prefix: 'in/' },
  };
  const { items } = await run('readMapItems', listing);
  expect(items).toEqual(
    ['in/a', 'in/b', 'in/c'].map((Key) => ({
      Etag: expect.any(String) as string,
      Key,
      LastModified: expect.any(Number) as number,
      Size: 4,
      StorageClass: 'STANDARD',
    })),
  );
  const { places } = await run('indexMapItems', { ...listing, every: 2 });
  expect((await run('readMapItems', { ...listing, from: places[1] })).items).toMatchObject([{ Key: 'in/c' }]);
  expect((await run('readMapItems', { ...listing, config: { MaxItems: 1 } })).items).toHaveLength(1);
});

test('an object that changed since it was indexed is not read on', async () => {
  put('rows.jsonl', '1\n2\n');
  const { places, common } = await run('indexMapItems', { ...source('rows.jsonl', JSONL), every: 1 });
  put('rows.jsonl', '10\n20\n30\n');
  const from = { ...common, ...places[1] };
  expect(await failureOf(run('readMapItems', { ...source('rows.jsonl', JSONL), from }))).toMatchObject({
    type: 'States.ItemReaderFailed',
    nonRetryable: true,
    details: [
      { code: 'ObjectStore.Changed', executed: 'no', names: ['States.ItemReaderFailed', 'States.ALL'] },
    ],
  });
});

test.each([
  [
    source('missing', JSONL),
    'object "missing" of bucket "data" (folder ROOT) is not there; check both names.',
  ],
  [source('bad.jsonl', JSONL), 'object "bad.jsonl" of bucket "data" (folder ROOT): line 2 is not JSON: '],
  [source('bad.jsonl', { InputType: 'PARQUET' }), 'ReaderConfig.InputType PARQUET is not supported here.'],
  [source('bad.jsonl', { ...JSONL, MaxItems: -1 }), 'field MaxItems must be positive'],
  [{ ...source('bad.jsonl', JSONL), arguments: { Bucket: 'data' } }, 'ItemReader: Key is missing.'],
  [
    { ...source('bad.jsonl', JSONL), arguments: { Bucket: 1, Key: 'k' } },
    'ItemReader: Bucket must be a text, and is 1.',
  ],
  [
    { ...source('x', JSONL), arguments: { Bucket: 'data', Key: 'k', VersionId: '1' } },
    'ItemReader: VersionId is not supported',
  ],
  [
    {
      ...source('k', { Transformation: 'LOAD_AND_FLATTEN' }),
      resource: 's3:listObjectsV2',
      arguments: { Bucket: 'data' },
    },
    'ReaderConfig.Transformation is not supported with listObjectsV2; known is MaxItems.',
  ],
  [
    { ...source('bad.jsonl', JSONL), resource: 'arn:aws:states:::sqs:sendMessage' },
    'ItemReader.Resource "arn:aws:states:::sqs',
  ],
  [
    { ...source('large.jsonl', JSONL), maxBytes: 50 },
    'item 2 has 62 bytes as JSON, over the 50 that one reply takes.',
  ],
])('what cannot be read fails for good: %#', async (request, message) => {
  put('bad.jsonl', '1\n{\n');
  put('large.jsonl', `"${'x'.repeat(60)}"\n`.repeat(2).replace(/^.*\n/, '1\n'));
  const reading = async () => {
    const first = await run('readMapItems', request);
    return first.next === undefined ? first : run('readMapItems', { ...request, from: first.next });
  };
  const failure = await failureOf(reading());
  expect(failure.message.replaceAll(root, 'ROOT')).toContain(message);
  expect(failure).toMatchObject({ type: 'States.ItemReaderFailed', nonRetryable: true });
});

const result = (output: number) => ({ status: 'SUCCEEDED', name: 'n', id: 'i', input: null, output });

test('results are written in parts, and a manifest makes them one', async () => {
  mkdirSync(join(root, 'data'));
  const target = {
    v: 1,
    resource: 'arn:aws:states:::s3:putObject',
    arguments: { Bucket: 'data', Prefix: 'jobs' },
    config: { Transformation: 'COMPACT' },
    run: 'run-1',
  };
  const parts = [];
  for (const part of [0, 1])
    parts.push(await run('writeMapResults', { ...target, part, results: [result(part), result(10 + part)] }));
  const files = parts.map((part) => part.files);
  expect(await run('writeMapManifest', { ...target, mapRunArn: 'arn', files })).toEqual({
    v: 1,
    output: { MapRunArn: 'arn', ResultWriterDetails: { Bucket: 'data', Key: 'jobs/run-1/manifest.json' } },
  });
  const written = (name: string) => readFileSync(join(root, 'data/jobs/run-1', name), 'utf8');
  expect([written('SUCCEEDED_0.json'), written('SUCCEEDED_1.json')]).toEqual(['[0,10]', '[1,11]']);
  expect(JSON.parse(written('manifest.json'))).toMatchObject({
    ResultFiles: { SUCCEEDED: [{ Key: 'jobs/run-1/SUCCEEDED_0.json', Size: 6 }, { Size: 6 }] },
  });
});

test('results that cannot be written fail as such', async () => {
  const request = {
    ...source('k', {}),
    resource: 's3:putObject',
    arguments: { Bucket: 'data' },
    run: '../up',
    files: [],
  };
  expect(await failureOf(run('writeMapManifest', request))).toMatchObject({
    type: 'States.ResultWriterFailed',
  });
  expect(await failureOf(run('writeMapManifest', { ...request, run: 'r' }))).toMatchObject({
    type: 'States.ResultWriterFailed',
    message: `bucket "data" (folder ${root}) is not there; check both names.`,
  });
});

test('without an object store every call fails for good, and says what is missing', async () => {
  const failure = await failureOf(run('readMapItems', source('k', JSONL), 'set objects.folder'));
  expect(failure).toMatchObject({
    message: 'set objects.folder',
    type: 'States.ItemReaderFailed',
    nonRetryable: true,
    details: [{ code: 'ObjectStore.NotConfigured' }],
  });
});

test('a request of a later version is left to a later worker', async () => {
  const failure = await failureOf(run('readMapItems', { ...source('k', JSONL), v: 2 }));
  expect(failure).toMatchObject({ type: 'UnknownWireVersion', nonRetryable: false });
});

test('a long reading heartbeats, and ends when it is cancelled', async () => {
  put('begun.jsonl', '1\n');
  let ended = false;
  const endless: ObjectStore = {
    name: 'endless',
    read: async (_bucket, _key, { signal } = {}) => ({
      chunks: (async function* () {
        yield Buffer.from('1\n2\n');
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
        ended = true;
        throw new Error('the store was told to stop');
      })(),
    }),
    list: async () => ({ objects: [], more: false }),
    write: async () => undefined,
    close: () => undefined,
  };
  const { env, heartbeats } = bench({ heartbeatTimeoutMs: 10 });
  const { indexMapItems } = createMapActivities(endless);
  const running = env.run(() => indexMapItems({ ...source('begun.jsonl', JSONL), v: 1, every: 1 }));
  await until(() => heartbeats.length > 0);
  env.cancel('CANCELLED');
  await expect(running).rejects.toBeInstanceOf(CancelledFailure);
  expect([heartbeats[0], ended]).toEqual([{ items: 2 }, true]);
});
