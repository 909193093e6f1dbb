import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { FolderStore } from 'temporal-functiongraph';
import { ObjectStoreError } from '#dist/activities/objects/object-store-error';
import { tempDir } from '../../support/temp-dir';
import { until } from '../../support/until';
import { functionError, Functions, takesMs } from './functions';
import { distributedMap, type ExecutionType, machine, numbers, task } from './machines';
import { outcomeOf } from './run';
import { usePipelines } from './pipelines';

const folder = tempDir();
for (const bucket of ['items', 'results']) mkdirSync(join(folder, bucket));

/** Writes each part, and says of the first writing of each that nobody knows. */
class ForgetfulStore extends FolderStore {
  readonly written: string[] = [];
  forgets = false;

  override async write(...args: Parameters<FolderStore['write']>): Promise<void> {
    await super.write(...args);
    const [, key] = args;
    const again = this.written.includes(key);
    this.written.push(key);
    if (this.forgets && !again) throw new ObjectStoreError('no answer came', 'Failed', true);
  }
}

const TEXT = 'é'.repeat(4000);
const functions = new Functions({
  work: (item: number) => {
    if (item % 300 === 7) throw functionError('Odd', 'it was odd');
    return { item, text: TEXT };
  },
  large: (item: number) => ({ item, text: 'x'.repeat(230 * 1024) }),
  echo: (event: unknown) => event,
  slow: async (item: number, { options }) => {
    if (item >= 150) await takesMs(60_000, options);
    return { item, text: TEXT };
  },
});
const objects = new ForgetfulStore(folder);
const pipelines = usePipelines({ client: functions, objects });
beforeEach(() => {
  functions.forget();
  objects.written.length = 0;
  objects.forgets = false;
});

const TO_RESULTS = {
  Resource: 'arn:aws:states:::s3:putObject',
  Parameters: { Bucket: 'results', Prefix: 'daily' },
};

function writing(type: ExecutionType, more: object = {}): object {
  return distributedMap(type, {
    ToleratedFailureCount: 3,
    ResultWriter: TO_RESULTS,
    ResultSelector: { 'at.$': '$.ResultWriterDetails.Key' },
    ...more,
  });
}

interface File {
  readonly Key: string;
  readonly Size: number;
}

interface Written {
  readonly MapRunArn: string;
  readonly ResultFiles: Readonly<Record<'SUCCEEDED' | 'FAILED' | 'PENDING', readonly File[]>>;
}

const textOf = (key: string): string => readFileSync(join(folder, 'results', key), 'utf8');

function manifestOf(output: unknown): Written {
  return JSON.parse(textOf((output as { at: string }).at)) as Written;
}

/** What the files hold, one after the other. */
function contents(files: readonly File[]): Record<string, unknown>[] {
  return files.flatMap(({ Key, Size }) => {
    const text = textOf(Key);
    expect(Buffer.byteLength(text)).toBe(Size);
    return JSON.parse(text) as Record<string, unknown>[];
  });
}

const isOdd = (item: number): boolean => item % 300 === 7;

async function bytesOf(handle: WorkflowHandle): Promise<number> {
  const { raw } = await handle.describe();
  return Number(raw.workflowExecutionInfo?.historySizeBytes);
}

describe.each<ExecutionType>(['EXPRESS', 'STANDARD'])('a large map of %s items', (type) => {
  test('writes what is more than a pipeline could hold, in order, with the inputs, and keeps a small history', async () => {
    const handle = await pipelines.start(writing(type), numbers(600));
    const { ResultFiles, MapRunArn } = manifestOf(await handle.result());
    const { SUCCEEDED, FAILED, PENDING } = ResultFiles;
    expect(SUCCEEDED.length).toBeGreaterThan(3);
    expect(SUCCEEDED.reduce((sum, { Size }) => sum + Size, 0)).toBeGreaterThan(4 * 1024 * 1024);
    const done = contents(SUCCEEDED);
    expect(done.map(({ Input }) => Number(Input))).toEqual(numbers(600).filter((item) => !isOdd(item)));
    expect(
      done.every(({ Input, Output }) => Output === JSON.stringify({ item: Number(Input), text: TEXT })),
    ).toBe(true);
    expect(contents(FAILED)).toMatchObject([
      { Input: '7', Status: 'FAILED', Error: 'Odd', Cause: expect.stringContaining('it was odd') },
      { Input: '307', Status: 'FAILED', Error: 'Odd' },
    ]);
    expect(PENDING).toEqual([]);
    expect(MapRunArn).toContain(handle.workflowId);
    expect(await bytesOf(handle)).toBeLessThan(64 * 1024);
    expect((await handle.describe()).historyLength).toBeLessThan(60);
    expect(functions.of('work')).toHaveLength(600);
  });

  test('takes items that are read, and writes as the WriterConfig says', async () => {
    writeFileSync(
      join(folder, 'items', 'numbers.jsonl'),
      numbers(250)
        .map((item) => `${item}\n`)
        .join(''),
    );
    const handle = await pipelines.start(
      writing(type, {
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'JSONL' },
          Parameters: { Bucket: 'items', Key: 'numbers.jsonl' },
        },
        ResultWriter: { ...TO_RESULTS, WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSONL' } },
      }),
    );
    const { SUCCEEDED } = manifestOf(await handle.result()).ResultFiles;
    const lines = SUCCEEDED.flatMap(({ Key }) => textOf(Key).trimEnd().split('\n'));
    expect(lines.map((line) => (JSON.parse(line) as { item: number }).item)).toEqual(
      numbers(250).filter((item) => !isOdd(item)),
    );
  });

  test('writes a part again in its place where nobody knows whether it was written', async () => {
    objects.forgets = true;
    const handle = await pipelines.start(writing(type), numbers(220));
    const output = (await handle.result()) as { at: string };
    const { SUCCEEDED } = manifestOf(output).ResultFiles;
    expect(contents(SUCCEEDED)).toHaveLength(219);
    const twice = SUCCEEDED.map(({ Key }) => objects.written.filter((key) => key === Key).length);
    expect(twice).toEqual(SUCCEEDED.map(() => 2));
    const run = output.at.split('/')[1] ?? '';
    expect(readdirSync(join(folder, 'results', 'daily', run))).toHaveLength(SUCCEEDED.length + 2);
    expect(functions.of('work')).toHaveLength(220);
  });

  test('fails where its results cannot be written', async () => {
    const definition = writing(type, {
      ResultWriter: { ...TO_RESULTS, Parameters: { Bucket: 'nowhere' } },
    });
    const { type: error, message } = await pipelines.fails(definition, numbers(220));
    expect([error, message]).toEqual(['States.ResultWriterFailed', expect.stringContaining('nowhere')]);
  });

  test('that is cancelled has no manifest', async () => {
    const definition = writing(type, {
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type },
        StartAt: 'Slow',
        States: { Slow: { Type: 'Task', Resource: 'slow', End: true } },
      },
    });
    const handle = await pipelines.start(definition, numbers(210));
    await until(() => objects.written.length > 0 && functions.of('slow').length > 160);
    await handle.cancel();
    expect(await outcomeOf(handle)).toBe('cancelled');
    expect(objects.written.filter((key) => key.endsWith('manifest.json'))).toEqual([]);
  });
});

test('a shard writes outputs that are together more than its history may hold', async () => {
  const definition = distributedMap(
    'STANDARD',
    {
      ResultWriter: { ...TO_RESULTS, WriterConfig: { Transformation: 'COMPACT' } },
      ResultSelector: { 'at.$': '$.ResultWriterDetails.Key' },
    },
    machine({ Large: task('large') }),
  );
  const handle = await pipelines.start(definition, numbers(200));
  const { SUCCEEDED } = manifestOf(await handle.result()).ResultFiles;
  expect(contents(SUCCEEDED).map(({ item }) => item)).toEqual(numbers(200));
  expect(functions.of('large')).toHaveLength(200);
});

test('maps inside the items of shards write each into a folder of its own', async () => {
  const inner = distributedMap('STANDARD', { ResultWriter: TO_RESULTS }, machine({ Echo: task('echo') }));
  const { Items } = inner.States as unknown as Record<'Items', object>;
  const definition = distributedMap(
    'STANDARD',
    { ResultSelector: { 'keys.$': '$[*].at' } },
    machine({
      List: {
        Type: 'Pass',
        Parameters: { 'list.$': 'States.Array($)' },
        OutputPath: '$.list',
        Next: 'Inner',
      },
      Inner: { ...Items, ResultSelector: { 'at.$': '$.ResultWriterDetails.Key' } },
    }),
  );
  const { keys } = (await pipelines.run(definition, numbers(400))) as { keys: string[] };
  expect(new Set(keys).size).toBe(400);
});
