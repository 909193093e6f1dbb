import { testState, TestStateRejectedError } from '../../../../asl';

const CHARGE = {
  Type: 'Task',
  Resource: 'charge',
  Parameters: { 'sum.$': '$.amount' },
  Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 2, MaxDelaySeconds: 5 }],
  Catch: [{ ErrorEquals: ['Refused'], ResultPath: '$.problem', Next: 'Cancel' }],
  ResultPath: '$.receipt',
  Next: 'Ship',
};

test('a state alone comes to what its mock says', () => {
  expect(
    testState({
      definition: CHARGE,
      input: { amount: 3 },
      mock: { output: { id: 7 } },
      inspectionLevel: 'DEBUG',
    }),
  ).toEqual({
    status: 'SUCCEEDED',
    nextState: 'Ship',
    output: { amount: 3, receipt: { id: 7 } },
    inspection: {
      input: { amount: 3 },
      afterInputPath: { amount: 3 },
      afterParameters: { sum: 3 },
      result: { id: 7 },
      afterResultSelector: { id: 7 },
      afterResultPath: { amount: 3, receipt: { id: 7 } },
    },
  });
});

function busy(retrierRetryCount: number) {
  return testState({
    definition: CHARGE,
    input: { amount: 3 },
    mock: { error: { Error: 'Busy' } },
    stateConfiguration: { retrierRetryCount },
    inspectionLevel: 'DEBUG',
  });
}

test('a mocked error that a retrier names is retriable, with its next wait', () => {
  expect(busy(0)).toMatchObject({
    status: 'RETRIABLE',
    error: 'Busy',
    inspection: { errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 2 } },
  });
  expect(busy(1)).toMatchObject({ inspection: { errorDetails: { retryBackoffIntervalSeconds: 5 } } });
  expect(busy(2)).toMatchObject({ status: 'FAILED', inspection: { errorDetails: { retryIndex: 0 } } });
});

test('a mocked error that a catcher names goes its way', () => {
  const result = testState({
    definition: CHARGE,
    input: { amount: 3 },
    mock: { error: { Error: 'Refused', Cause: 'stolen' } },
    inspectionLevel: 'DEBUG',
  });
  expect(result).toEqual({
    status: 'CAUGHT_ERROR',
    nextState: 'Cancel',
    error: 'Refused',
    output: { amount: 3, problem: { Error: 'Refused', Cause: 'stolen' } },
    cause: 'stolen',
    inspection: {
      input: { amount: 3 },
      afterInputPath: { amount: 3 },
      afterParameters: { sum: 3 },
      errorDetails: { catchIndex: 0 },
    },
  });
});

test('a state of a machine is found by its name, also inside a map, and speaks the language of its machine', () => {
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'Double',
          States: { Double: { Type: 'Pass', Output: '{% $states.input * 2 + $extra %}', End: true } },
        },
        End: true,
      },
    },
  };
  expect(testState({ definition, stateName: 'Double', input: 4, variables: { extra: 1 } })).toEqual({
    status: 'SUCCEEDED',
    output: 9,
  });
});

test('a state that leads to itself is run once', () => {
  const definition = {
    StartAt: 'Again',
    States: {
      Again: {
        Type: 'Choice',
        Choices: [{ Variable: '$', NumericEquals: 0, Next: 'Done' }],
        Default: 'Again',
      },
      Done: { Type: 'Succeed' },
    },
  };
  expect(testState({ definition, stateName: 'Again', input: 1 })).toEqual({
    status: 'SUCCEEDED',
    nextState: 'Again',
    output: 1,
  });
});

test('waiting takes no time', () => {
  expect(testState({ definition: { Type: 'Wait', Seconds: 3600, End: true } })).toEqual({
    status: 'SUCCEEDED',
    output: {},
  });
});

test('what the API refuses is refused before anything runs', () => {
  const pass = { definition: { Type: 'Pass', End: true }, mock: { output: 1 } };
  expect(() => testState(pass)).toThrow(TestStateRejectedError);
  expect(() => testState(pass)).toThrow("State type 'Pass' is not supported when a mock is specified");
  expect(() => testState({ definition: CHARGE })).toThrow('A Task needs a mock here');
  expect(() => testState({ definition: CHARGE, mock: {} })).toThrow('either an output or an error');
});

test('a step without a field of its own is shown as what it passes on', () => {
  const { inspection } = testState({
    definition: { Type: 'Pass', End: true },
    input: 1,
    inspectionLevel: 'DEBUG',
  });
  expect(inspection).toEqual({
    input: 1,
    afterInputPath: 1,
    afterParameters: 1,
    afterResultSelector: 1,
    afterResultPath: 1,
  });
});
