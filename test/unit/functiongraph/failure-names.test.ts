import { failureNames } from '../../../functiongraph';

test('the own error type of a function comes first, then the code, the group and the general names', () => {
  expect(
    failureNames({
      errorType: 'ValidationError',
      code: '4002',
      group: 'FunctionGraph.FunctionError',
      executed: 'yes',
    }),
  ).toEqual([
    'ValidationError',
    '4002',
    'FSS.4002',
    'FunctionGraph.FunctionError',
    'States.TaskFailed',
    'States.ALL',
  ]);
});

test('a timeout is States.Timeout', () => {
  expect(
    failureNames({ code: '4010', group: 'FunctionGraph.Timeout', executed: 'yes', timedOut: true }),
  ).toEqual(['4010', 'FSS.4010', 'FunctionGraph.Timeout', 'States.Timeout', 'States.ALL']);
});

test('an unknown outcome can be named as such whatever its group', () => {
  expect(failureNames({ code: 'APIG.0202', group: 'FunctionGraph.Unavailable', executed: 'maybe' })).toEqual([
    'APIG.0202',
    'APIGW.0202',
    'FunctionGraph.Unavailable',
    'FunctionGraph.OutcomeUnknown',
    'States.TaskFailed',
    'States.ALL',
  ]);
});

test.each(['States.ALL', 'FunctionGraph.Throttled', 'FSS.0429', 'APIGW.0308', '150430', 'HTTP.404'])(
  'a function that calls its error %s is not taken for the platform',
  (errorType) => {
    const names = failureNames({
      errorType,
      code: '4002',
      group: 'FunctionGraph.FunctionError',
      executed: 'yes',
    });
    expect(names[0]).toBe(`Function:${errorType}`);
    expect(names.slice(0, -1)).not.toContain(errorType);
  },
);
