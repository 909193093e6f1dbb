import type { Command } from '../../../../asl';
import { SteppedRun, task } from './drive';

const caught = (Next: string): object => ({
  Catch: [{ ErrorEquals: ['FunctionGraph.Cancelled'], Next }],
});

const definition = {
  StartAt: 'Items',
  States: {
    Items: {
      Type: 'Map',
      MaxConcurrency: 1,
      ItemProcessor: {
        StartAt: 'Work',
        States: {
          Work: task('work', { ...caught('Clean'), End: true }),
          Clean: task('clean', { End: true }),
        },
      },
      ...caught('Undo'),
      End: true,
    },
    Undo: {
      Type: 'Map',
      ItemsPath: '$$.Execution.Input',
      ItemProcessor: { StartAt: 'Un', States: { Un: task('undo', { End: true }) } },
      End: true,
    },
  },
};

const paths = (commands: readonly Command[]): string[] => commands.map(({ path }) => path);

test('a cancelled run begins no further item, and all those of a Map that cleans up', () => {
  const run = new SteppedRun(definition, ['a', 'b', 'c']);
  expect(paths(run.turn.commands)).toEqual(['Items[0]/Work']);
  expect(run.take({ type: 'cancel' }).commands).toEqual([]);
  const { commands } = run.fail('Items[0]/Work', 'FunctionGraph.Cancelled');
  expect(paths(commands)).toEqual(['Items[0]/Clean']);
  expect(paths(run.succeed('Items[0]/Clean', null).commands)).toEqual([
    'Undo[0]/Un',
    'Undo[1]/Un',
    'Undo[2]/Un',
  ]);
});

test('a chunk of a cancelled run ends with what was begun of it, and its Map asks for no other', () => {
  const items = definition.States.Items;
  const distributed = {
    ...items,
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...items.ItemProcessor },
    ToleratedFailureCount: 9,
  };
  const delegate = { minItems: 2, chunkItems: 2, chunkConcurrency: 1, maxChunks: 1 };
  const run = new SteppedRun(
    { ...definition, States: { ...definition.States, Items: distributed } },
    [1, 2, 3],
    {
      delegate,
    },
  );
  expect(run.turn.commands).toMatchObject([{ type: 'items', part: { first: 0, count: 2 } }]);
  run.take({ type: 'cancel' });
  const { commands } = run.succeed('Items', [{ output: 1 }]);
  expect(paths(commands)).toEqual(['Undo[0]/Un', 'Undo[1]/Un', 'Undo[2]/Un']);
});
