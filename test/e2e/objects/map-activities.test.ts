import { WorkflowFailedError } from '@temporalio/client';
import { createActivities, FolderStore } from 'temporal-functiongraph';
import { FunctionGraphClient } from 'temporal-functiongraph/functiongraph';
import { functionGraphFailure } from 'temporal-functiongraph/workflows';
import { BUILD_MS, startMinio, type Minio } from '../../support/minio/minio';
import { tempDir } from '../../support/temp-dir';
import { useTemporal } from '../../support/temporal';
import { textOf } from './support';
import type { doubleAll, parseInWorkflow } from './workflows';

const temporal = useTemporal();
const workflows = require.resolve('#dist/test/e2e/objects/workflows');
const client = new FunctionGraphClient({
  region: 'cn-north-4',
  projectId: '0',
  endpoint: 'http://127.0.0.1:1',
  auth: { accessKey: 'AK', secretKey: 'SK' },
});

let minio: Minio;
beforeAll(async () => {
  minio = await startMinio();
}, BUILD_MS);
afterAll(async () => {
  await minio?.stop();
  await client.close();
});

const source = (Bucket: string) => ({
  resource: 'arn:aws:states:::s3:getObject',
  arguments: { Bucket, Key: 'in/numbers.jsonl' },
  config: { InputType: 'JSONL' },
});
const target = (Bucket: string) => ({
  resource: 'arn:aws:states:::s3:putObject',
  arguments: { Bucket, Prefix: 'out' },
  config: { Transformation: 'COMPACT' },
});

test('a workflow reads shards of a bucket, and writes their results and the manifest to it', async () => {
  const store = minio.store();
  const bucket = minio.bucket();
  const numbers = Array.from({ length: 1000 }, (_, index) => index);
  await store.write(bucket, 'in/numbers.jsonl', numbers.join('\n'));
  const result = await temporal.withWorker(
    { workflows, activities: createActivities(client, { objects: store }) },
    () =>
      temporal.client.workflow.execute<typeof doubleAll>('doubleAll', {
        ...temporal.run(),
        args: [source(bucket), 300, target(bucket), 'run-1'],
      }),
  );
  const key = 'out/run-1/manifest.json';
  const { output } = {
    output: { MapRunArn: 'mapRun:run-1', ResultWriterDetails: { Bucket: bucket, Key: key } },
  };
  expect(result).toEqual({ count: 1000, output });
  const manifest = JSON.parse(await textOf(await store.read(bucket, key))) as {
    ResultFiles: { SUCCEEDED: { Key: string; Size: number }[] };
  };
  const written = [];
  for (const { Key, Size } of manifest.ResultFiles.SUCCEEDED) {
    const text = await textOf(await store.read(bucket, Key));
    expect(Buffer.byteLength(text)).toBe(Size);
    written.push(...(JSON.parse(text) as number[]));
  }
  expect(written).toEqual(numbers.map((number) => 2 * number));
  store.close();
});

test.each([
  ['a store without the object', () => new FolderStore(tempDir()), 'ObjectStore.NotFound'],
  ['no store', () => undefined, 'ObjectStore.NotConfigured'],
])('with %s the workflow sees an error of the language, and why', async (_, objects, code) => {
  const chosen = objects();
  const activities = createActivities(client, chosen === undefined ? {} : { objects: chosen });
  const running = temporal.withWorker({ workflows, activities }, () =>
    temporal.client.workflow.execute<typeof doubleAll>('doubleAll', {
      ...temporal.run(),
      args: [source('data'), 300, target('data'), 'run-1'],
    }),
  );
  const error: unknown = await running.catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(WorkflowFailedError);
  expect(functionGraphFailure((error as WorkflowFailedError).cause)).toMatchObject({
    code,
    executed: 'no',
    names: ['States.ItemReaderFailed', 'States.ALL'],
  });
});

test.each([
  [{ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, 'a\n"é,"\n😀\n3'],
  [{ InputType: 'JSON' }, '[{"a": "é,"}, {"a": "😀"}, {"a": "3"}]'],
  [{ InputType: 'JSONL' }, '{"a": "é,"}\n{"a": "😀"}\n{"a": "3"}'],
])('workflow code can read items by itself: %j', async (config, text) => {
  const batches = await temporal.withWorker({ workflows }, () =>
    temporal.client.workflow.execute<typeof parseInWorkflow>('parseInWorkflow', {
      ...temporal.run(),
      args: [text, config],
    }),
  );
  expect(batches).toEqual([
    { BatchInput: 'é', Items: [{ a: 'é,' }, { a: '😀' }] },
    { BatchInput: 'é', Items: [{ a: '3' }] },
  ]);
});
