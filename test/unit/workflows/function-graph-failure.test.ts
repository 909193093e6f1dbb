import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  TimeoutFailure,
  type TimeoutType,
} from '@temporalio/common';
import { INVOKE_ACTIVITY } from '../../../activities/wire';
import { functionGraphFailure } from '../../../workflows';

const details = {
  code: 'FSS.0429',
  executed: 'no',
  transient: true,
  names: ['FSS.0429', 'States.ALL'],
  tries: 4,
};
const failure = ApplicationFailure.nonRetryable('too many', 'FSS.0429', details);

function step(cause: Error, activityType: string = INVOKE_ACTIVITY): ActivityFailure {
  return new ActivityFailure(
    'Activity task failed',
    activityType,
    'items[1]/charge',
    'NON_RETRYABLE_FAILURE',
    undefined,
    cause,
  );
}

function child(cause: Error): ChildWorkflowFailure {
  const execution = { workflowId: 'w', runId: 'r' };
  return new ChildWorkflowFailure('default', execution, 'pay', 'NON_RETRYABLE_FAILURE', cause);
}

function timeout(type: TimeoutType): TimeoutFailure {
  return new TimeoutFailure('timed out', undefined, type);
}

test('reads the failure of a step', () => {
  expect(functionGraphFailure(step(failure))).toEqual({
    message: 'too many',
    path: 'items[1]/charge',
    ...details,
  });
});

test('reads a failure that was thrown before anything was scheduled', () => {
  expect(functionGraphFailure(failure)).toEqual({ message: 'too many', ...details });
});

test('reads the failure of a step in a child workflow, however deep', () => {
  expect(functionGraphFailure(child(child(step(failure))))).toMatchObject({
    code: 'FSS.0429',
    path: 'items[1]/charge',
  });
});

test('reads a failure that user code wrapped', () => {
  expect(functionGraphFailure(new Error('order 7', { cause: step(failure) }))).toMatchObject({
    code: 'FSS.0429',
  });
});

test('reads what a cancelled step says of its call', () => {
  const cancelled = new CancelledFailure('cancelled', [{ ...details, executed: 'maybe' }]);
  expect(functionGraphFailure(step(cancelled))).toMatchObject({ executed: 'maybe' });
});

test.each(['START_TO_CLOSE', 'HEARTBEAT', 'SCHEDULE_TO_CLOSE'] as const)(
  'nobody knows whether a step ran after %s',
  (type) => {
    expect(functionGraphFailure(step(timeout(type)))).toMatchObject({
      code: type,
      executed: 'maybe',
      names: ['FunctionGraph.OutcomeUnknown', 'States.Timeout', 'States.ALL'],
    });
  },
);

test('a step that no worker took did not run', () => {
  expect(functionGraphFailure(step(timeout('SCHEDULE_TO_START')))).toMatchObject({
    executed: 'no',
    names: ['FunctionGraph.Unavailable', 'States.Timeout', 'States.ALL'],
  });
});

test.each([
  ['another error', new Error('x')],
  ['no error', 'x'],
  ['nothing', undefined],
  ["another activity's timeout", step(timeout('START_TO_CLOSE'), 'sendMail')],
  ["another activity's failure", step(ApplicationFailure.nonRetryable('x', 'X', { code: 5 }), 'sendMail')],
  ['a cancelled step that says nothing', step(new CancelledFailure('cancelled'))],
])('%s is not ours', (_what, error) => {
  expect(functionGraphFailure(error)).toBeUndefined();
});
