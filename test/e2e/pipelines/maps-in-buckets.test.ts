import type { ObjectStore } from 'temporal-functiongraph';
import { BUILD_MS, startMinio, type Minio } from '../../support/minio/minio';
import { textOf } from '../objects/support';
import { Functions } from './functions';
import { distributedMap, type ExecutionType, numbers } from './machines';
import { usePipelines } from './pipelines';

const TEXT = '字'.repeat(2000);
const functions = new Functions({ work: (item: number) => ({ item, text: TEXT }) });

let minio: Minio;
let store: ObjectStore;
beforeAll(async () => {
  minio = await startMinio();
  store = minio.store();
}, BUILD_MS);
afterAll(() => minio?.stop());

const pipelines = usePipelines({
  client: functions,
  get objects() {
    return store;
  },
});

interface File {
  readonly Key: string;
  readonly Size: number;
}

test.each<ExecutionType>(['EXPRESS', 'STANDARD'])(
  'chunks of %s items read their ranges of an object in a bucket, and write their parts of the results to it',
  async (type) => {
    const Bucket = minio.bucket();
    await store.write(Bucket, 'in/numbers.jsonl', numbers(450).join('\n'));
    const definition = distributedMap(type, {
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSONL' },
        Parameters: { Bucket, Key: 'in/numbers.jsonl' },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket, Prefix: 'out' },
        WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSONL' },
      },
      ResultSelector: { 'at.$': '$.ResultWriterDetails.Key' },
    });
    const { at } = (await pipelines.run(definition)) as { at: string };
    const { ResultFiles } = JSON.parse(await textOf(await store.read(Bucket, at))) as {
      ResultFiles: { SUCCEEDED: File[] };
    };
    const texts = await Promise.all(
      ResultFiles.SUCCEEDED.map(async ({ Key }) => textOf(await store.read(Bucket, Key))),
    );
    const lines = texts.flatMap((text) => text.trimEnd().split('\n'));
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.map((text) => Buffer.byteLength(text))).toEqual(
      ResultFiles.SUCCEEDED.map(({ Size }) => Size),
    );
    expect(lines.map((line) => (JSON.parse(line) as { item: number }).item)).toEqual(numbers(450));
  },
);
