import { randomBytes } from 'node:crypto';
import { until } from '../../support/until';
import { Functions, takesMs } from './functions';
import { distributedMap, machine, numbers, task } from './machines';
import { usePipelines } from './pipelines';

let open: () => void = () => {};
const opened = new Promise<void>((resolve) => {
  open = resolve;
});
let begin: () => void = () => {};
const begun = new Promise<void>((resolve) => {
  begin = resolve;
});
const functions = new Functions({
  length: ({ text }: { text: string }) => text.length,
  grow: (item: number) => ({ item, text: randomBytes(6500).toString('hex') }),
  late: async (item: number) => {
    await begun;
    return item;
  },
  large: async (_: unknown, { options }) => {
    await takesMs(2000, options);
    return 'x'.repeat(225_000);
  },
  big: () => 'x'.repeat(225_000),
  slow: async (_: unknown, { options }) => {
    await takesMs(5000, options);
    return 'slow';
  },
  gate: async ({ item }: { item: number }, { options }) => {
    await opened;
    // Meanwhile heartbeats tell the batches of the pause.
    await takesMs(3000, options);
    return item;
  },
});
const pipelines = usePipelines({ client: functions, protection: { maxConcurrentCalls: 1000 } });

/** Calls `length` with the text for each of the items. */
const lengths = machine({
  Items: {
    Type: 'Map',
    ItemsPath: '$.items',
    ItemSelector: { 'text.$': '$.text' },
    ItemProcessor: machine({ Length: task('length') }),
    End: true,
  },
});

test('calls that begin together, with inputs over the 4 MiB that Temporal takes at a time, begin in several workflow tasks', async () => {
  const output = await pipelines.run(lengths, { items: numbers(40), text: 'x'.repeat(200_000) });
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

test('what comes while a workflow task is under way is, with what that task sends, within what Temporal writes at a time', async () => {
  const results = machine({
    Results: {
      Type: 'Map',
      ItemsPath: '$.results',
      ItemProcessor: machine({ Large: task('large') }),
      ResultSelector: { 'count.$': 'States.ArrayLength($)' },
      End: true,
    },
  });
  const slow = machine({ Slow: task('slow', { FunctionGraph: { mode: 'local' }, End: true }) });
  // A workflow task with a local activity takes as long as that: nine results of 225 KB come meanwhile.
  const afterwards = machine({
    Wait: { Type: 'Wait', Seconds: 1, Next: 'Both' },
    Both: { Type: 'Parallel', Branches: [slow, lengths], End: true },
  });
  const definition = machine({
    All: { Type: 'Parallel', Branches: [results, afterwards], End: true },
  });
  const input = { items: numbers(11), results: numbers(9), text: 'x'.repeat(225_000) };
  const output = await pipelines.run(definition, input);
  expect(output).toEqual([{ count: 9 }, ['slow', numbers(11).map(() => 225_000)]]);
});

test('of more items at once than the 2,000 activities that Temporal takes in a workflow 1,500 are under way', async () => {
  const items = {
    Type: 'Map',
    MaxConcurrency: 2100,
    ItemProcessor: machine({ Late: task('late') }),
    ResultSelector: { 'count.$': 'States.ArrayLength($)' },
    End: true,
  };
  const handle = await pipelines.start(machine({ Items: items }), numbers(2100));
  await until(async () => ((await handle.describe()).raw.pendingActivities ?? []).length === 1500);
  begin();
  expect(await handle.result()).toEqual({ count: 2100 });
  expect(functions.of('late')).toHaveLength(2100);
});

test('local calls that begin together return their results in several workflow tasks', async () => {
  const definition = machine({
    Items: {
      Type: 'Map',
      MaxConcurrency: 40,
      ItemProcessor: machine({ Big: task('big', { FunctionGraph: { mode: 'local' }, End: true }) }),
      ResultSelector: { 'count.$': 'States.ArrayLength($)' },
      End: true,
    },
  });
  const handle = await pipelines.start(definition, numbers(40));
  expect(await handle.result()).toEqual({ count: 40 });
  expect(functions.of('big')).toHaveLength(40);
});
