import { randomBytes } from 'node:crypto';
import { until } from '../../support/until';
import { Functions, takesMs } from './functions';
import { distributedMap, machine, numbers, task } from './machines';
import { usePipelines } from './pipelines';

let open: () => void = () => {};
const opened = new Promise<void>((resolve) => {
  open = resolve;
});
const functions = new Functions({
  length: ({ text }: { text: string }) => text.length,
  grow: (item: number) => ({ item, text: randomBytes(6500).toString('hex') }),
  gate: async ({ item }: { item: number }, { options }) => {
    await opened;
    // Meanwhile heartbeats tell the batches of the pause.
    await takesMs(3000, options);
    return item;
  },
});
const pipelines = usePipelines({ client: functions, protection: { maxConcurrentCalls: 1000 } });

test('calls that begin together, with inputs over the 4 MiB that Temporal takes at a time, begin in several workflow tasks', async () => {
  const definition = machine({
    Items: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'text.$': '$.text' },
      ItemProcessor: machine({ Length: task('length') }),
      End: true,
    },
  });
  const output = await pipelines.run(definition, { items: numbers(40), text: 'x'.repeat(200_000) });
  expect(output).toEqual(numbers(40).map(() => 200_000));
  expect(functions.of('length')).toHaveLength(40);
});

test('so do batches that go on together where a pause has left them', async () => {
  const definition = distributedMap(
    'EXPRESS',
    {},
    machine({
      Grow: task('grow', { Next: 'Gate' }),
      Gate: task('gate', { ResultPath: null, Next: 'Length' }),
      Length: task('length'),
    }),
  );
  const handle = await pipelines.start(definition, numbers(800));
  // Fifty of each batch.
  await until(() => functions.of('gate').length === 200);
  await handle.signal('pause');
  await until(async () => handle.query('paused'));
  open();
  await until(async () => ((await handle.describe()).raw.pendingActivities ?? []).length === 0);
  await handle.signal('resume');
  expect(await handle.result()).toEqual({ count: 800, first: 13_000 });
  expect(functions.of('gate')).toHaveLength(800);
});
