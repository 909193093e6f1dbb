import { SteppedRun, task } from './drive';

const delegate = { minItems: 2, chunkItems: 200, chunkConcurrency: 50, maxChunks: 20 };

test('items that are large together go into several chunks, each of which fits into a payload', () => {
  const run = new SteppedRun(
    {
      StartAt: 'Items',
      QueryLanguage: 'JSONata',
      States: {
        Items: {
          Type: 'Map',
          Items: "{% [1..10].$pad('', 200000, 'é') %}",
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED' },
            StartAt: 'Work',
            States: { Work: task('work', { End: true }) },
          },
          End: true,
        },
      },
    },
    {},
    { delegate },
  );
  const parts = run.turn.commands.map((command) => (command.type === 'items' ? command.part : undefined));
  expect(parts).toMatchObject([
    { first: 0, count: 2 },
    { first: 2, count: 2 },
    { first: 4, count: 2 },
    { first: 6, count: 2 },
    { first: 8, count: 2 },
  ]);
});
