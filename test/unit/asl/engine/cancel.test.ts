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

const cancelled = 'FunctionGraph.Cancelled';
const cleaning = (nth: string): object => ({
  StartAt: `Work${nth}`,
  States: {
    [`Work${nth}`]: task('work', { ...caught(`Clean${nth}`), End: true }),
    [`Clean${nth}`]: task('clean', { End: true }),
  },
});

test('branches of a cancelled run clean up, also beside one that has no catcher', () => {
  const run = new SteppedRun({
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'Plain', States: { Plain: task('work', { End: true }) } }, cleaning('')],
        ...caught('Undo'),
        End: true,
      },
      Undo: task('undo', { End: true }),
    },
  });
  run.take({ type: 'cancel' });
  expect(run.fail('Both<0>/Plain', cancelled).commands).toEqual([]);
  expect(paths(run.fail('Both<1>/Work', cancelled).commands)).toEqual(['Both<1>/Clean']);
  expect(run.succeed('Both<1>/Clean', null).commands).toMatchObject([
    { path: 'Undo', input: { Error: cancelled } },
  ]);
});

test('a branch that fails in what cleans up ends the others, as ever', () => {
  const run = new SteppedRun({
    StartAt: 'Work',
    States: {
      Work: task('work', { ...caught('Both'), End: true }),
      Both: { Type: 'Parallel', Branches: [cleaning('1'), cleaning('2')], End: true },
    },
  });
  run.take({ type: 'cancel' });
  run.fail('Work', cancelled);
  const { commands, done } = run.fail('Both<0>/Work1', 'Broken');
  expect(commands).toMatchObject([{ type: 'cancel', path: 'Both<1>/Work2' }]);
  expect(done).toMatchObject({ status: 'FAILED', error: 'Broken' });
});

const { Items } = definition.States;

test('items of a cancelled run clean up, also beside one that fails', () => {
  const run = new SteppedRun(
    { ...definition, States: { ...definition.States, Items: { ...Items, MaxConcurrency: 2 } } },
    ['a', 'b'],
  );
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
  const run = new SteppedRun(
    { ...definition, States: { ...definition.States, Items: distributed } },
    [1, 2, 3, 4],
    { delegate },
  );
  const [first, second] = run.turn.commands;
  run.take({ type: 'cancel' });
  const problem = { error: cancelled, cause: 'not begun', names: [cancelled, 'States.ALL'] };
  expect(run.take({ type: 'failed', id: first?.id ?? -1, ...problem }).commands).toEqual([]);
  const output = [{ output: 1 }, { output: 2 }];
  const { commands } = run.take({ type: 'succeeded', id: second?.id ?? -1, output });
  expect(paths(commands)).toHaveLength(4);
});

const plain = {
  StartAt: 'A',
  States: { A: task('work', { Next: 'A2' }), A2: task('work', { End: true }) },
};

test('what a catcher asks for is told from what follows a success', () => {
  const run = new SteppedRun({
    StartAt: 'Both',
    States: {
      Both: { Type: 'Parallel', Branches: [cleaning(''), plain], ...caught('Undo'), End: true },
      Undo: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'Un', States: { Un: task('undo', { End: true }) } }],
        End: true,
      },
    },
  });
  run.take({ type: 'cancel' });
  run.fail('Both<0>/Work', cancelled);
  run.fail('Both<0>/Clean', cancelled);
  const next = run.succeed('Both<1>/A', null);
  expect([paths(next.commands), next.caught]).toEqual([['Both<1>/A2'], undefined]);
  const { commands, caught: ids } = run.fail('Both<1>/A2', cancelled);
  expect(paths(commands)).toEqual(['Undo<0>/Un']);
  expect(ids).toEqual(new Set(commands.map(({ id }) => id)));
});

test('what stands between two tries when its run is cancelled is not tried again', () => {
  const retried = { Retry: [{ ErrorEquals: ['States.ALL'] }] };
  const run = new SteppedRun({
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [cleaning('')],
        ...retried,
        ...caught('Undo'),
        End: true,
      },
      Undo: task('undo', { End: true }),
    },
  });
  run.fail('Both<0>/Work', 'Broken');
  const [wait] = run.turn.commands;
  expect(wait).toMatchObject({ type: 'wait', path: 'Both' });
  run.take({ type: 'cancel' });
  expect(paths(run.fail('Both', cancelled).commands)).toEqual(['Undo']);
});

test('a Map whose items failed in a cancelled run does not begin anew', () => {
  const retried = { Retry: [{ ErrorEquals: ['States.ALL'] }] };
  const run = new SteppedRun(
    { ...definition, States: { ...definition.States, Items: { ...Items, ...retried } } },
    ['a'],
  );
  run.take({ type: 'cancel' });
  const { done, commands } = run.fail('Items[0]/Work', 'Broken');
  expect(done).toMatchObject({ status: 'FAILED', error: 'Broken' });
  expect(commands).toEqual([]);
});

test('a step whose tries the engine counts is not tried again in a cancelled run', () => {
  const run = new SteppedRun({
    StartAt: 'Work',
    States: {
      Work: task('work', {
        Parameters: { 'nth.$': '$$.State.RetryCount' },
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        ...caught('Undo'),
        End: true,
      }),
      Undo: task('undo', { Retry: [{ ErrorEquals: ['States.ALL'] }], End: true }),
    },
  });
  run.take({ type: 'cancel' });
  const { done, commands } = run.fail('Work', 'Broken');
  expect(done).toMatchObject({ status: 'FAILED', error: 'Broken' });
  expect(commands).toEqual([]);
});

test('a Map that tolerates failures sees the cancellation of its items', () => {
  const tolerant = {
    ...Items,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Plain',
      States: { Plain: task('work', { End: true }) },
    },
    MaxConcurrency: 2,
    ToleratedFailurePercentage: 100,
  };
  const run = new SteppedRun({ ...definition, States: { ...definition.States, Items: tolerant } }, [
    'a',
    'b',
  ]);
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
  const run = new SteppedRun({ ...definition, States: { ...definition.States, Items: reading } }, ['a']);
  run.take({ type: 'cancel' });
  expect(paths(run.succeed('Items', [1, 2]).commands)).toEqual(['Undo[0]/Un']);
});

const tolerantItems = (more: object = {}): object => ({
  ...Items,
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Plain',
    States: { Plain: task('work', { End: true }) },
  },
  ToleratedFailurePercentage: 100,
  ...more,
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

test('a Parallel that follows the last step of a cancelled run is not tried again', () => {
  const run = new SteppedRun({
    StartAt: 'First',
    States: {
      First: task('work', { Next: 'Both' }),
      Both: {
        Type: 'Parallel',
        Branches: [cleaning('')],
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        End: true,
      },
    },
  });
  run.take({ type: 'cancel' });
  run.succeed('First', null);
  run.fail('Both<0>/Work', cancelled);
  expect(run.fail('Both<0>/Clean', 'Broken')).toMatchObject({
    commands: [],
    done: { status: 'FAILED', error: 'Broken' },
  });
});

test('an item that failed before, and was tolerated, does not hide the cancellation of its Map', () => {
  const run = new SteppedRun(
    { ...definition, States: { ...definition.States, Items: tolerantItems({ MaxConcurrency: 2 }) } },
    ['a', 'b'],
    { delegate: { minItems: 2, chunkItems: 2, chunkConcurrency: 2, maxChunks: 1 } },
  );
  run.take({ type: 'cancel' });
  const names = [cancelled, 'States.ALL'];
  const output = [
    { problem: { error: 'Broken', cause: 'why' } },
    { problem: { error: cancelled, cause: 'why', names } },
  ];
  expect(paths(run.succeed('Items', output).commands)).toEqual(['Undo[0]/Un', 'Undo[1]/Un']);
});

const bothThenAfter = (first: object): SteppedRun =>
  new SteppedRun({
    StartAt: 'Both',
    States: {
      Both: { Type: 'Parallel', Branches: [first, plain], Next: 'After' },
      After: task('after', { End: true }),
    },
  });

test('what follows a state in which a catcher took the cancellation is begun, whichever branch ends last', () => {
  const run = bothThenAfter(cleaning(''));
  run.take({ type: 'cancel' });
  run.fail('Both<0>/Work', cancelled);
  run.succeed('Both<0>/Clean', null);
  run.succeed('Both<1>/A', null);
  const { commands, caught: ids } = run.succeed('Both<1>/A2', null);
  expect(paths(commands)).toEqual(['After']);
  expect(ids).toEqual(new Set(commands.map(({ id }) => id)));
});

test('also where the catcher asks for nothing', () => {
  const quiet = {
    StartAt: 'Work',
    States: {
      Work: task('work', { ...caught('Noted'), End: true }),
      Noted: { Type: 'Pass', End: true },
    },
  };
  const run = bothThenAfter(quiet);
  run.succeed('Both<1>/A', null);
  run.succeed('Both<1>/A2', null);
  run.take({ type: 'cancel' });
  const { commands, caught: ids } = run.fail('Both<0>/Work', cancelled);
  expect([paths(commands), ids?.size]).toEqual([['After'], 1]);
});

test('what follows one in which none did is known not to', () => {
  const run = bothThenAfter({ StartAt: 'Q', States: { Q: task('work', { End: true }) } });
  run.take({ type: 'cancel' });
  run.succeed('Both<0>/Q', null);
  run.succeed('Both<1>/A', null);
  const { commands, caught: ids } = run.succeed('Both<1>/A2', null);
  expect([paths(commands), ids]).toEqual([['After'], undefined]);
});
