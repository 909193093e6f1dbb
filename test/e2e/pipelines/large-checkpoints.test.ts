import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderStore } from 'temporal-functiongraph';
import { tempDir } from '../../support/temp-dir';
import { Functions, takesMs } from './functions';
import { distributedMap, machine, numbers, task } from './machines';
import { usePipelines } from './pipelines';

const folder = tempDir();
mkdirSync(join(folder, 'items'));

const functions = new Functions({
  work: async ({ item }: { item: number }, { options }) => {
    await takesMs(700, options);
    return item;
  },
});
const pipelines = usePipelines({
  client: functions,
  objects: new FolderStore(folder),
  protection: { maxConcurrentCalls: 1000 },
});

test('batches with large items, together over the 8 MB that the server takes of a workflow, run to their end', async () => {
  const lines = numbers(4000).map((item) =>
    JSON.stringify({ item, text: randomBytes(1500).toString('hex') }),
  );
  writeFileSync(join(folder, 'items', 'all.jsonl'), lines.join('\n'));
  const definition = distributedMap(
    'EXPRESS',
    {
      ItemReader: {
        Resource: 's3:getObject',
        ReaderConfig: { InputType: 'JSONL' },
        Parameters: { Bucket: 'items', Key: 'all.jsonl' },
      },
    },
    machine({ Work: task('work') }),
  );
  expect(await pipelines.run(definition)).toEqual({ count: 4000, first: 0 });
  expect(functions.of('work')).toHaveLength(4000);
});
