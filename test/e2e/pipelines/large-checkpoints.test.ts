import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { FolderStore } from 'temporal-functiongraph';
import type { StateMachine } from 'temporal-functiongraph/asl';
import { tempDir } from '../../support/temp-dir';
import { until } from '../../support/until';
import { Functions, takesMs } from './functions';
import { distributedMap, machine, numbers, task, whenCancelled } from './machines';
import { usePipelines } from './pipelines';
import { outcomeOf } from './run';

const folder = tempDir();
mkdirSync(join(folder, 'items'));

const functions = new Functions({
  work: async ({ item }: { item: number }, { options }) => {
    await takesMs(700, options);
    return item;
  },
  slow: async ({ item }: { item: number }, { options }) => {
    await takesMs(120_000, options);
    return item;
  },
  clean: () => 'clean',
});
const pipelines = usePipelines({
  client: functions,
  objects: new FolderStore(folder),
  protection: { maxConcurrentCalls: 5000 },
});

const readerOf = (Key: string): object => ({
  Resource: 's3:getObject',
  ReaderConfig: { InputType: 'JSONL' },
  Parameters: { Bucket: 'items', Key },
});

test('batches with large items, together over the 8 MB that the server takes of a workflow, run to their end', async () => {
  const lines = numbers(4000).map((item) =>
    JSON.stringify({ item, text: randomBytes(1500).toString('hex') }),
  );
  writeFileSync(join(folder, 'items', 'all.jsonl'), lines.join('\n'));
  const definition = distributedMap(
    'EXPRESS',
    { ItemReader: readerOf('all.jsonl') },
    machine({ Work: task('work') }),
  );
  expect(await pipelines.run(definition)).toEqual({ count: 4000, first: 0 });
  expect(functions.of('work')).toHaveLength(4000);
});

/** Of all express activities of a run, as the server has them. */
async function savedBytes(handle: WorkflowHandle): Promise<readonly number[]> {
  const { pendingActivities } = (await handle.describe()).raw;
  return (pendingActivities ?? []).map(
    ({ heartbeatDetails }) => heartbeatDetails?.payloads?.[0]?.data?.length ?? 0,
  );
}

/** State names are unique in the whole machine. */
function slowMap(nth: number): StateMachine {
  const { Items = {} } = distributedMap(
    'EXPRESS',
    { ItemReader: readerOf('many.jsonl') },
    machine({
      [`Slow${nth}`]: task('slow', {
        ...whenCancelled(`Clean${nth}`),
        End: true,
      }),
      [`Clean${nth}`]: task('clean'),
    }),
  ).States;
  return machine({ [`Items${nth}`]: Items });
}

test('maps whose batches stand, together, for more than the server keeps of a workflow and a workflow task sends clean up when they are cancelled', async () => {
  const lines = numbers(4000).map((item) =>
    JSON.stringify({ item, text: randomBytes(390).toString('base64') }),
  );
  writeFileSync(join(folder, 'items', 'many.jsonl'), lines.join('\n'));
  const handle = await pipelines.start(
    machine({ Both: { Type: 'Parallel', Branches: [1, 2, 3, 4].map(slowMap), End: true } }),
  );
  await until(() => functions.of('slow').length >= 2400);
  const enough = async (): Promise<boolean> => {
    // What the server answers is several MB each time.
    await sleep(1000);
    const saved = await savedBytes(handle);
    return saved.length === 48 && saved.every((bytes) => bytes > 105_000);
  };
  await until(enough);
  await handle.cancel();
  expect(await outcomeOf(handle)).toBe('cancelled');
  expect(functions.of('clean')).toHaveLength(2400);
});
