import { asTaskTimeout } from '../../../../asl/calls/task-timeout';

const timedOut = {
  type: 'failed',
  error: 'FunctionGraph.Timeout',
  names: ['FunctionGraph.Timeout', 'FunctionGraph.OutcomeUnknown', 'States.Timeout', 'States.ALL'],
} as const;

test('a call that outlasts the TimeoutSeconds of its task fails as States.Timeout, and keeps its other names', () => {
  expect(asTaskTimeout({ timeoutMs: 3000 }, timedOut)).toEqual({
    type: 'failed',
    error: 'States.Timeout',
    names: ['States.Timeout', 'FunctionGraph.Timeout', 'FunctionGraph.OutcomeUnknown', 'States.ALL'],
  });
});

test('a call of a task without TimeoutSeconds keeps the name that its own limit gave it', () => {
  expect(asTaskTimeout({}, timedOut)).toBe(timedOut);
});

test('what fails otherwise within its time keeps its names', () => {
  const failed = {
    type: 'failed',
    error: 'Broken',
    names: ['Broken', 'States.TaskFailed', 'States.ALL'],
  } as const;
  expect(asTaskTimeout({ timeoutMs: 3000 }, failed)).toBe(failed);
});
