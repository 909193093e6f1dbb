import { cancelled, caught, cleaning, paths, plain } from './cancelled-machines';
import { SteppedRun, task } from './drive';

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
