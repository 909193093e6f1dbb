import { failed, FUNCTION, machine, outcome, run } from './run';

const BOOM = { error: 'A', cause: 'boom' };
const ERROR = { Error: 'A', Cause: 'boom' };

function task(more: object, states: object = {}, language = {}) {
  return {
    StartAt: 'T',
    States: {
      T: { Type: 'Task', Resource: FUNCTION, End: true, ...more },
      Z: { Type: 'Pass', End: true },
      ...states,
    },
    ...language,
  };
}

const callsWith = async (name: string) => {
  const Retry = [{ ErrorEquals: [name], MaxAttempts: 1 }];
  const ran = await run(task({ Retry, TimeoutSeconds: 3 }), {}, { replies: ['hang'] });
  expect(ran.error).toBe('States.Timeout');
  expect(ran).not.toHaveProperty('cause');
  return ran.calls.length;
};

describe('Retry', () => {
  test.each([
    ['waits 1, 2 and 4 seconds without numbers', [{ ErrorEquals: ['States.ALL'] }], 4, 7],
    ['0 attempts are none', [{ ErrorEquals: ['A'], MaxAttempts: 0 }], 1, 0],
    ['several names', [{ ErrorEquals: ['B', 'A'], MaxAttempts: 1 }], 2, 1],
    ['another name', [{ ErrorEquals: ['a'] }], 1, 0],
    [
      'an exhausted rule ends it',
      [{ ErrorEquals: ['A'], MaxAttempts: 1 }, { ErrorEquals: ['States.ALL'] }],
      2,
      1,
    ],
    [
      'MaxDelaySeconds caps the wait',
      [{ ErrorEquals: ['A'], IntervalSeconds: 4, BackoffRate: 3, MaxDelaySeconds: 5 }],
      4,
      14,
    ],
  ])('%s', async (_, Retry, calls, seconds) => {
    const ran = await run(task({ Retry }), {}, { replies: [BOOM] });
    expect(ran).toMatchObject({ status: 'FAILED', error: 'A', cause: 'boom', elapsedMs: seconds * 1000 });
    expect(ran.calls).toHaveLength(calls);
  });

  test('States.TaskFailed does not name a timeout, States.ALL and States.Timeout do', async () => {
    expect(await callsWith('States.TaskFailed')).toBe(1);
    expect(await callsWith('States.ALL')).toBe(2);
    expect(await callsWith('States.Timeout')).toBe(2);
  });

  test('an error of the query in the arguments is retried before anything is called', async () => {
    const Retry = [{ ErrorEquals: ['States.QueryEvaluationError'], MaxAttempts: 2 }];
    const definition = task(
      { Retry, Arguments: '{% $states.input.nothing %}' },
      {},
      { QueryLanguage: 'JSONata' },
    );
    const ran = await run(definition);
    expect(ran).toMatchObject({ error: 'States.QueryEvaluationError', elapsedMs: 3000, calls: [] });
    expect(ran.evaluationFailures).toHaveLength(3);
  });
});

describe('Catch', () => {
  test.each([
    [{}, ERROR],
    [{ ResultPath: '$' }, ERROR],
    [{ ResultPath: null }, { x: 1 }],
    [{ ResultPath: '$.a.b' }, { x: 1, a: { b: ERROR } }],
  ])('puts the error where %j says, past OutputPath', async (more, expected) => {
    const Catch = [{ ErrorEquals: ['A'], Next: 'Z', ...more }];
    const definition = task({ Catch, InputPath: '$.x', OutputPath: '$.nothing', ResultPath: '$.r' });
    expect(await outcome(definition, { x: 1 }, { replies: [BOOM] })).toEqual(expected);
  });

  test('has variables and an output of its own in either language', async () => {
    const paths = task(
      { Catch: [{ ErrorEquals: ['A'], Assign: { 'e.$': '$.Error' }, ResultPath: null, Next: 'Read' }] },
      { Read: { Type: 'Pass', Parameters: { 'e.$': '$e', 'in.$': '$' }, End: true } },
    );
    expect(await outcome(paths, { x: 1 }, { replies: [BOOM] })).toEqual({ e: 'A', in: { x: 1 } });
    const Catch = [
      {
        ErrorEquals: ['A'],
        Assign: { e: '{% $states.errorOutput.Error %}' },
        Output: '{% [$states.input.x, $states.errorOutput.Cause] %}',
        Next: 'Read',
      },
    ];
    const Read = { Type: 'Pass', Output: '{% {"e": $e, "in": $states.input} %}', End: true };
    const expressions = task({ Catch }, { Read }, { QueryLanguage: 'JSONata' });
    const expected = { e: 'A', in: [1, 'boom'] };
    expect(await outcome(expressions, { x: 1 }, { replies: [BOOM] })).toEqual(expected);
  });

  test('never takes States.Runtime, not even by its name', async () => {
    for (const name of ['States.ALL', 'States.Runtime']) {
      const Catch = [{ ErrorEquals: [name], Next: 'Z' }];
      const definition = task({ Catch, OutputPath: '$.nothing' });
      expect(await outcome(definition)).toEqual(failed('States.Runtime'));
    }
  });

  test.each(['States.ResultPathMatchFailure', 'States.TaskFailed', 'States.ALL'])(
    'takes a result that has no place by %s',
    async (name) => {
      const definition = task({ ResultPath: '$.x.y', Catch: [{ ErrorEquals: [name], Next: 'Z' }] });
      expect(await outcome(definition, { x: 1 })).toMatchObject({ Error: 'States.ResultPathMatchFailure' });
    },
  );

  test('an expression of its own that fails fails the state, and is told with its place', async () => {
    const Catch = [
      { ErrorEquals: ['B'], Next: 'Z' },
      { ErrorEquals: ['A'], Output: { n: '{% $states.input.nothing %}' }, Next: 'Z' },
    ];
    const ran = await run(task({ Catch }, {}, { QueryLanguage: 'JSONata' }), {}, { replies: [BOOM] });
    expect(ran).toMatchObject({
      error: 'States.QueryEvaluationError',
      evaluationFailures: [{ state: 'T', location: 'Catch[1]/Output/n' }],
    });
  });
});

const waiting = (more: object) => task({ Resource: `${FUNCTION}.waitForTaskToken`, ...more });

describe('a task with a token', () => {
  const Catch = [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Z' }];

  test('comes to what its callback brings', async () => {
    const world = { callback: { output: { ok: 1 } } };
    expect(await outcome(waiting({}), {}, world)).toEqual({ ok: 1 });
  });

  test('that fails without names has neither error nor cause', async () => {
    const all = waiting({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z' }] });
    expect(await outcome(all, {}, { callback: {} })).toEqual({ Error: null, Cause: null });
  });

  test('whose heartbeat stays away has timed out, and either name catches it', async () => {
    const silent = { HeartbeatSeconds: 3, TimeoutSeconds: 10 };
    expect(await run(waiting(silent))).toMatchObject({ error: 'States.Timeout', elapsedMs: 3000 });
    expect(await outcome(waiting({ ...silent, Catch }))).toEqual({ Error: 'States.Timeout', Cause: '' });
  });
});

test('a machine out of time is TIMED_OUT, whatever would catch it', async () => {
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Z' }];
  const ran = await run(task({ Catch }, {}, { TimeoutSeconds: 5 }), {}, { replies: ['hang'] });
  expect(ran).toMatchObject({ status: 'TIMED_OUT', elapsedMs: 5000 });
  expect(ran).not.toHaveProperty('output');
});

const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });

test('the first branch that fails gives its own error, and the others end', async () => {
  const Branches = [
    branch('Slow', { Type: 'Wait', Seconds: 60, End: true }),
    branch('Fails', { Type: 'Fail', Error: 'E', Cause: 'C' }),
  ];
  const ran = await run(machine({ Type: 'Parallel', Branches }));
  expect(ran).toMatchObject({ status: 'FAILED', error: 'E', cause: 'C', elapsedMs: 0 });
});
