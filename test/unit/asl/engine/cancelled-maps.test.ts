import { cancelled, definition, Items, paths, runOf, tolerantItems } from './cancelled-machines';
import { SteppedRun, task } from './drive';

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
  const distributed = {
    ...Items,
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...Items.ItemProcessor },
    ToleratedFailureCount: 9,
  };
  const delegate = { minItems: 2, chunkItems: 2, chunkConcurrency: 1, maxChunks: 1 };
  const run = runOf(distributed, [1, 2, 3], { delegate });
  expect(run.turn.commands).toMatchObject([{ type: 'items', part: { first: 0, count: 2 } }]);
  run.take({ type: 'cancel' });
  const { commands } = run.succeed('Items', [{ output: 1 }]);
  expect(paths(commands)).toEqual(['Undo[0]/Un', 'Undo[1]/Un', 'Undo[2]/Un']);
});

test('items of a cancelled run clean up, also beside one that fails', () => {
  const run = runOf({ ...Items, MaxConcurrency: 2 }, ['a', 'b']);
  run.take({ type: 'cancel' });
  expect(run.fail('Items[0]/Work', 'Broken').commands).toEqual([]);
  expect(paths(run.fail('Items[1]/Work', cancelled).commands)).toEqual(['Items[1]/Clean']);
  // The catcher is for another problem than the first.
  expect(run.succeed('Items[1]/Clean', null).done).toMatchObject({ status: 'FAILED', error: 'Broken' });
});

test('chunks of a cancelled run clean up, also beside one that fails', () => {
  const distributed = {
    ...Items,
    MaxConcurrency: 2,
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...Items.ItemProcessor },
  };
  const delegate = { minItems: 2, chunkItems: 2, chunkConcurrency: 1, maxChunks: 2 };
  const run = runOf(distributed, [1, 2, 3, 4], { delegate });
  const [first, second] = run.turn.commands;
  run.take({ type: 'cancel' });
  const problem = { error: cancelled, cause: 'not begun', names: [cancelled, 'States.ALL'] };
  expect(run.take({ type: 'failed', id: first?.id ?? -1, ...problem }).commands).toEqual([]);
  const output = [{ output: 1 }, { output: 2 }];
  const { commands } = run.take({ type: 'succeeded', id: second?.id ?? -1, output });
  expect(paths(commands)).toHaveLength(4);
});

test('a Map whose items failed in a cancelled run does not begin anew', () => {
  const retried = { Retry: [{ ErrorEquals: ['States.ALL'] }] };
  const run = runOf({ ...Items, ...retried }, ['a']);
  run.take({ type: 'cancel' });
  const { done, commands } = run.fail('Items[0]/Work', 'Broken');
  expect(done).toMatchObject({ status: 'FAILED', error: 'Broken' });
  expect(commands).toEqual([]);
});

test('a Map that tolerates failures sees the cancellation of its items', () => {
  const run = runOf(tolerantItems({ MaxConcurrency: 2 }), ['a', 'b']);
  run.take({ type: 'cancel' });
  expect(run.fail('Items[0]/Plain', cancelled).commands).toEqual([]);
  expect(paths(run.fail('Items[1]/Plain', cancelled).commands)).toEqual(['Undo[0]/Un', 'Undo[1]/Un']);
});

test('a Map whose items are being read when its run is cancelled begins none of them', () => {
  const reading = {
    ...Items,
    ItemReader: { Resource: 's3:getObject', Parameters: { Bucket: 'b', Key: 'items.json' } },
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...Items.ItemProcessor },
  };
  const run = runOf(reading, ['a']);
  run.take({ type: 'cancel' });
  expect(paths(run.succeed('Items', [1, 2]).commands)).toEqual(['Undo[0]/Un']);
});

test('a Map that follows the last step of a cancelled run begins no item, whatever it tolerates', () => {
  const run = new SteppedRun(
    {
      StartAt: 'First',
      States: {
        First: task('work', { ResultPath: null, Next: 'Items' }),
        Items: tolerantItems({ ItemsPath: '$.items', Catch: undefined }),
      },
    },
    { items: [1, 2] },
  );
  run.take({ type: 'cancel' });
  expect(run.succeed('First', null)).toMatchObject({
    commands: [],
    cutShort: true,
    done: { status: 'FAILED', error: cancelled },
  });
});

test('an item that failed before, and was tolerated, does not hide the cancellation of its Map', () => {
  const run = runOf(tolerantItems({ MaxConcurrency: 2 }), ['a', 'b'], {
    delegate: { minItems: 2, chunkItems: 2, chunkConcurrency: 2, maxChunks: 1 },
  });
  run.take({ type: 'cancel' });
  const names = [cancelled, 'States.ALL'];
  const output = [
    { problem: { error: 'Broken', cause: 'why' } },
    { problem: { error: cancelled, cause: 'why', names } },
  ];
  expect(paths(run.succeed('Items', output).commands)).toEqual(['Undo[0]/Un', 'Undo[1]/Un']);
});
