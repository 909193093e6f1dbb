import { START_MS, task, WatchedRun } from './watched-run';

const chain = {
  StartAt: 'First',
  States: { First: task('first', { Next: 'Second' }), Second: task('second', { End: true }) },
};

const statuses = ({ view }: WatchedRun) => view.states.map(({ path, status }) => `${path} ${status}`);

test('a state under way says since when, one that ended says how long it took', () => {
  const run = new WatchedRun(chain);
  run.nowMs += 250;
  run.succeed('First');

  expect(run.state('First')).toMatchObject({
    status: 'succeeded',
    enteredMs: START_MS,
    endedMs: START_MS + 250,
    type: 'Task',
    target: 'first',
    tries: 1,
  });
  expect(run.state('Second')).toMatchObject({ status: 'running', enteredMs: START_MS + 250, entry: 2 });
  expect(run.view).toMatchObject({ name: 'orders', status: 'RUNNING', startedMs: START_MS });
});

test('a call that was tried several times says how often', () => {
  const run = new WatchedRun(chain);
  run.succeed('First', {}, { tries: 3 });

  expect(run.state('First')?.tries).toBe(3);
});

test('a Wait and the time limit of the machine say until when', () => {
  const run = new WatchedRun({
    TimeoutSeconds: 60,
    StartAt: 'Rest',
    States: { Rest: { Type: 'Wait', Seconds: 10, End: true } },
  });

  expect(run.state('Rest')).toMatchObject({ status: 'waiting', untilMs: START_MS + 10_000 });
  expect(run.view.deadlineMs).toBe(START_MS + 60_000);
});

test('a state that the engine tries again says what it failed with and when it goes on', () => {
  const run = new WatchedRun({
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'A', States: { A: task('a', { End: true }) } }],
        Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 5 }],
        End: true,
      },
    },
  });
  run.fail('Both<0>/A', 'Busy', '{"errorMessage":"too much to do"}');

  expect(run.state('Both')).toMatchObject({
    status: 'retrying',
    tries: 2,
    untilMs: START_MS + 5000,
    error: 'Busy',
    cause: 'too much to do',
  });
  run.elapse('Both');
  run.succeed('Both<0>/A');
  expect(run.view).toMatchObject({ status: 'SUCCEEDED' });
  expect(run.state('Both')).toMatchObject({ status: 'succeeded', tries: 2 });
});

test('a task whose call was made waits for its callback, at most until its limits', () => {
  const run = new WatchedRun({
    StartAt: 'Ask',
    States: {
      Ask: task('functiongraph:invoke.waitForTaskToken', {
        Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
        TimeoutSeconds: 60,
        HeartbeatSeconds: 20,
        End: true,
      }),
    },
  });
  expect(run.state('Ask')?.status).toBe('running');
  run.called('Ask');

  expect(run.state('Ask')).toMatchObject({ status: 'callback', untilMs: START_MS + 20_000 });
});

test('a failure that a Catch takes is no failure of the pipeline, and one that none takes is', () => {
  const run = new WatchedRun({
    StartAt: 'Charge',
    States: {
      Charge: task('charge', { Catch: [{ ErrorEquals: ['Declined'], Next: 'Refuse' }], End: true }),
      Refuse: { Type: 'Fail', Error: 'Refused', Cause: 'no money' },
    },
  });
  run.fail('Charge', 'Declined');

  expect(statuses(run)).toEqual(['Charge caught', 'Refuse failed']);
  expect(run.view).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'no money' });
});

test('what was under way beside a failure was cancelled', () => {
  const run = new WatchedRun({
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'A', States: { A: task('a', { End: true }) } },
          { StartAt: 'B', States: { B: task('b', { End: true }) } },
        ],
        End: true,
      },
    },
  });
  run.fail('Both<1>/B', 'Broken');

  expect(statuses(run)).toEqual(['Both failed', 'Both<0>/A cancelled', 'Both<1>/B failed']);
});

test('inner states stand behind what they are in, branch by branch', () => {
  const run = new WatchedRun({
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'A', States: { A: task('a', { Next: 'B' }), B: task('b', { End: true }) } },
          { StartAt: 'C', States: { C: task('c', { End: true }) } },
        ],
        Next: 'After',
      },
      After: task('after', { End: true }),
    },
  });
  run.succeed('Both<1>/C');
  run.succeed('Both<0>/A');
  run.succeed('Both<0>/B');

  expect(run.view.states.map(({ path }) => path)).toEqual([
    'Both',
    'Both<0>/A',
    'Both<0>/B',
    'Both<1>/C',
    'After',
  ]);
});

const map = {
  StartAt: 'All',
  States: {
    All: {
      Type: 'Map',
      MaxConcurrency: 30,
      ToleratedFailureCount: 100,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'One',
        States: { One: task('one', { End: true }) },
      },
      End: true,
    },
  },
};

test('items are counted; listed are ten of those under way, and those that failed', () => {
  const run = new WatchedRun(
    map,
    Array.from({ length: 200 }, (_, index) => index),
  );
  for (let index = 0; index < 50; index++) run.succeed(`All[${index}]/One`);
  run.fail('All[50]/One', 'Broken');

  expect(run.state('All')?.items).toEqual({ total: 200, running: 30, done: 51, failed: 1 });
  expect(run.view.states.filter(({ status }) => status === 'running')).toHaveLength(11);
  expect(run.state('All[50]/One')).toMatchObject({ status: 'failed', error: 'Broken' });
  expect(run.view.unlisted).toEqual({ states: 0, inItems: 50, failedInItems: 0 });
});

test('a Map that ended still says what its items came to', () => {
  const run = new WatchedRun(map, [1, 2]);
  run.succeed('All[0]/One');
  run.fail('All[1]/One', 'Broken');

  expect(run.state('All')).toMatchObject({
    status: 'succeeded',
    items: { total: 2, running: 0, done: 2, failed: 1 },
  });
});

test('of many states that ended the last hundred are listed, of many that failed in items the last twenty', () => {
  const loop = new WatchedRun({
    StartAt: 'Again',
    States: {
      Again: task('again', { Next: 'More?' }),
      'More?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.more', BooleanEquals: true, Next: 'Again' }],
        Default: 'End',
      },
      End: { Type: 'Succeed' },
    },
  });
  for (let round = 1; round <= 80; round++)
    loop.succeed(round === 1 ? 'Again' : `Again#${round}`, { more: true });
  expect(loop.view.states).toHaveLength(101);
  expect(loop.view.unlisted.states).toBe(60);

  const items = new WatchedRun(
    map,
    Array.from({ length: 40 }, (_, index) => index),
  );
  for (let index = 0; index < 30; index++) items.fail(`All[${index}]/One`, 'Broken');
  expect(items.view.states.filter(({ status }) => status === 'failed')).toHaveLength(20);
  expect(items.view.unlisted.failedInItems).toBe(10);
});

test('a run that continues as new knows what it knew before', () => {
  const run = new WatchedRun(map, [1, 2, 3]);
  run.fail('All[1]/One', 'Broken');
  run.progress.measured({ billedMs: 100, mb: 512, tries: 2 });
  const before = run.view;
  run.continueAsNew();

  expect(run.view).toEqual(before);
});

test('the cost is the billed time of each call times its memory, and calls are counted with all tries', () => {
  const run = new WatchedRun(chain);
  run.progress.measured({ billedMs: 500, mb: 512, tries: 2 });
  run.progress.callFailed('First', {
    tries: 3,
    summary: { billedDurationMs: 100, memoryMb: 1024 },
    logs: 'the end of the log',
  });

  expect(run.view.cost).toEqual({ calls: 5, billedMs: 600, gbSeconds: 0.35 });
  expect(run.view.logs).toEqual({ path: 'First', text: 'the end of the log' });
});

test('a paused run holds what it has not begun', () => {
  const run = new WatchedRun(chain);
  run.open.clear();
  run.more = { paused: true };

  expect(run.view.status).toBe('PAUSED');
  expect(run.state('First')?.status).toBe('held');
});
