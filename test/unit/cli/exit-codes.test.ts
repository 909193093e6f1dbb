import { exitCodeOf } from '../../../cli/report-error';
import { UsageError } from '../../../cli/usage-error';
import { type Executed, type FailureGroup, FunctionGraphError, failureNames } from '../../../functiongraph';
import { ConfigurationError } from '../../../worker/config';
import { TemporalUnreachableError } from '../../../worker/run/temporal-unreachable-error';

function failedCall(group: FailureGroup, executed: Executed): FunctionGraphError {
  const names = failureNames({ code: 'X', group, executed });
  return new FunctionGraphError('failed', { code: 'X', executed, transient: false, names });
}

test.each<[FailureGroup, Executed, number]>([
  ['FunctionGraph.FunctionError', 'yes', 1],
  ['FunctionGraph.PayloadTooLarge', 'yes', 1],
  ['FunctionGraph.Unauthorized', 'no', 2],
  ['FunctionGraph.NotFound', 'no', 2],
  ['FunctionGraph.InvalidRequest', 'no', 2],
  ['FunctionGraph.PayloadTooLarge', 'no', 2],
  ['FunctionGraph.Timeout', 'maybe', 3],
  ['FunctionGraph.Connection', 'maybe', 3],
  ['FunctionGraph.Unavailable', 'maybe', 3],
  ['FunctionGraph.Connection', 'no', 4],
  ['FunctionGraph.Throttled', 'no', 4],
  ['FunctionGraph.Unavailable', 'no', 4],
])('%s, executed %s, ends with %d', (group, executed, expected) => {
  expect(exitCodeOf(failedCall(group, executed))).toBe(expected);
});

test('wrong usage and wrong configuration end with 2', () => {
  expect([exitCodeOf(new UsageError('')), exitCodeOf(new ConfigurationError([]))]).toEqual([2, 2]);
});

test('a Temporal that does not answer ends with 4, anything unforeseen with 1', () => {
  expect([exitCodeOf(new TemporalUnreachableError('')), exitCodeOf(new TypeError(''))]).toEqual([4, 1]);
});
