import { testStateMachine, TestRun } from '../../../../asl';

const ORDER = {
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'urn:fss:region-1:project-1:function:default:charge:latest',
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60, MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['Refused'], Next: 'Cancel' }],
      Next: 'Cool off',
    },
    'Cool off': { Type: 'Wait', Seconds: 86_400, Next: 'Ship' },
    Ship: { Type: 'Task', Resource: 'ship', End: true },
    Cancel: { Type: 'Pass', End: true },
  },
};

test('a pipeline runs with scripted replies, and days of waiting take no time', async () => {
  const result = await testStateMachine(ORDER, {
    input: { amount: 3 },
    replies: { Charge: [{ error: 'Busy' }, { output: { id: 7 } }], ship: (input) => ({ shipped: input }) },
  });
  expect(result).toMatchObject({
    status: 'SUCCEEDED',
    output: { shipped: { id: 7 } },
    visited: ['Charge', 'Cool off', 'Ship'],
    elapsedMs: 86_460_000,
    unusedReplies: [],
  });
});

test('replies go by the input of the call, whatever their order', async () => {
  const replies = {
    charge: [
      { input: { amount: 5 }, output: 'five' },
      { input: { amount: { $type: 'number' } }, output: 'another' },
    ],
    Ship: { echo: true as const },
  };
  expect(await testStateMachine(ORDER, { input: { amount: 3 }, replies })).toMatchObject({
    output: 'another',
    unusedReplies: ['charge'],
  });
});

test('a reply by path answers one item of a map alone', async () => {
  const definition = {
    StartAt: 'Items',
    States: {
      Items: {
        Type: 'Map',
        ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Task', Resource: 'one', End: true } } },
        End: true,
      },
    },
  };
  const replies = { one: { echo: true as const }, 'Items[1]/One': { output: 'the second' } };
  expect(await testStateMachine(definition, { input: [1, 2, 3], replies })).toMatchObject({
    output: [1, 'the second', 3],
  });
});

test('a function that throws is a task that failed with its error', async () => {
  class Refused extends Error {
    override readonly name = 'Refused';
  }
  const charge = () => {
    throw new Refused('card stolen');
  };
  const result = await testStateMachine(ORDER, { replies: { charge } });
  expect(result).toMatchObject({ status: 'SUCCEEDED', visited: ['Charge', 'Cancel'] });
  expect(result.output).toEqual({
    Error: 'Refused',
    Cause: '{"errorType":"Refused","errorMessage":"card stolen"}',
  });
});

test('a call without a reply ends the test with what to write', async () => {
  await expect(testStateMachine(ORDER, { replies: { Ship: { output: 1 } } })).rejects.toThrow(
    'Charge calls charge, but no reply is scripted for it: there are some for Ship. Add one under Charge or charge.',
  );
});

test('a list that is used up ends the test', async () => {
  await expect(testStateMachine(ORDER, { replies: { Charge: [{ error: 'Busy' }] } })).rejects.toThrow(
    'the list of replies under Charge is used up',
  );
});

test('a task that never answers and has no time limit is named, not waited for', async () => {
  await expect(testStateMachine(ORDER, { replies: { Charge: { hang: true } } })).rejects.toThrow(
    'The run waits for ever',
  );
});

test('a delay longer than the time limit is a timeout, one of the same length is not', async () => {
  const definition = {
    StartAt: 'T',
    States: { T: { Type: 'Task', Resource: 't', TimeoutSeconds: 5, End: true } },
  };
  const after = (delay: '5s' | '6s') =>
    testStateMachine(definition, { replies: { t: { output: 1, delay } } });
  expect(await after('5s')).toMatchObject({ status: 'SUCCEEDED' });
  expect(await after('6s')).toMatchObject({ status: 'FAILED', error: 'States.Timeout', elapsedMs: 5000 });
});

describe('a task with a token', () => {
  const APPROVAL = {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'mail.waitForTaskToken',
        Parameters: { 'token.$': '$$.Task.Token' },
        HeartbeatSeconds: 3600,
        End: true,
      },
    },
  };

  test('is answered by hand, at its time', async () => {
    const run = await new TestRun(APPROVAL, { replies: { Ask: { byHand: true } } }).settle();
    await run.fastForward('50m');
    run.task('Ask').heartbeat();
    await run.fastForward('50m');
    expect(run.ended).toBeUndefined();
    expect(run.task('Ask').input).toEqual({ token: run.task('Ask').token });
    run.task('Ask').succeed({ approved: true });
    expect(await run.end()).toMatchObject({ output: { approved: true }, elapsedMs: 6_000_000 });
  });

  test('is answered by its script, with signs of life', async () => {
    const replies = { mail: { output: 'yes', delay: '3h', heartbeat: '30m' } } as const;
    expect(await testStateMachine(APPROVAL, { replies })).toMatchObject({
      output: 'yes',
      elapsedMs: 10_800_000,
    });
  });

  test('times out where nobody says that it is alive', async () => {
    expect(await testStateMachine(APPROVAL, { replies: { mail: { hang: true } } })).toMatchObject({
      status: 'FAILED',
      error: 'States.Timeout',
      elapsedMs: 3_600_000,
    });
  });

  test('that does not wait cannot be answered, and those that do are named', async () => {
    const run = await new TestRun(APPROVAL, { replies: { Ask: { byHand: true } } }).settle();
    expect(() => run.task('Other')).toThrow('Other does not wait for a hand; there wait Ask.');
    run.abort();
    expect(await run.end()).toMatchObject({ status: 'ABORTED' });
  });
});

test('what states were given and gave is seen while the run waits', async () => {
  const run = new TestRun(ORDER, { input: { amount: 1 }, replies: { charge: { output: { id: 1 } } } });
  await run.fastForward('1h');
  expect(run.visits).toMatchObject([
    { state: 'Charge', input: { amount: 1 }, output: { id: 1 }, next: 'Cool off' },
    { state: 'Cool off', input: { id: 1 } },
  ]);
  expect(run.visits[1]).not.toHaveProperty('output');
  expect(run.calls).toMatchObject([{ function: 'charge', input: { amount: 1 } }]);
});

test('the clock begins where the test says', async () => {
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'P',
    States: { P: { Type: 'Pass', Output: '{% $states.context.Execution.StartTime %}', End: true } },
  };
  expect(await testStateMachine(definition, { now: '2026-05-01T08:00:00+02:00' })).toMatchObject({
    output: '2026-05-01T06:00:00.000Z',
  });
  await expect(async () => testStateMachine(definition, { now: 'tomorrow' })).rejects.toThrow(
    "now: 'tomorrow' is not a time",
  );
});
