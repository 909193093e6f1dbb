import { mayRead } from '../../../../asl/compile/context-use';
import { usesRetryCount } from '../../../../asl/compile/uses-retry-count';
import type { TaskState } from '../../../../asl';

test.each([
  '$$.State.RetryCount',
  "$$['State']['RetryCount']",
  '$$["State"].RetryCount',
  '$$',
  '$$.State',
  '$$.*',
  '$$[*]',
  '$$..RetryCount',
  '$$.State.*',
  '$$.State..x',
  "$$['State','Execution']",
  "States.Format('try {}', $$.State.RetryCount)",
  '{% $states.context.State.RetryCount %}',
  '{% $states . context . State %}',
  '{% $states.context %}',
  '{% $states %}',
  '{% $states.* %}',
  '{% $states.context.* %}',
  "{% $lookup($states.context, 'State') %}",
  '{% $states.context["x"].State %}',
  '{% $states.context.`State`.RetryCount %}',
  '{% ($s := $states; $s.context.State.RetryCount) %}',
  '{% $states.context.Execution.%.State %}',
  '{% $states.input.a.%.b %}',
])('%s may read the count of retries', (text) => {
  expect(mayRead(text, 'State', 'RetryCount')).toBe(true);
});

test.each([
  '$.State.RetryCount',
  '$',
  '$$.Execution.Input',
  '$$.State.Name',
  "$$['State']['EnteredTime']",
  '$$.Map.Item.Value',
  '$$.Task.Token',
  "States.Format('{} of {}', $$.Map.Item.Index, $.count)",
  '{% $states.input.State.RetryCount %}',
  '{% $states.result %}',
  '{% $states.errorOutput.Error %}',
  '{% $states.context.State.Name %}',
  '{% $states.context.Execution.StartTime %}',
  '{% $statesman.context.State %}',
  'plain text with RetryCount',
])('%s does not read the count of retries', (text) => {
  expect(mayRead(text, 'State', 'RetryCount')).toBe(false);
});

test('values are looked through at any depth', () => {
  expect(mayRead({ a: [1, null, { 'b.$': '$$.Execution.Input.x' }] }, 'Execution', 'Input')).toBe(true);
  expect(mayRead({ a: [1, null, { 'b.$': '$$.Execution.Name' }] }, 'Execution', 'Input')).toBe(false);
  expect(mayRead(undefined, 'Execution', 'Input')).toBe(false);
});

const task = (more: Partial<TaskState>): TaskState => ({ Type: 'Task', Resource: 'f', End: true, ...more });

test.each<Partial<TaskState>>([
  { Parameters: { 'try.$': '$$.State.RetryCount' } },
  { Arguments: '{% $states.context.State.RetryCount %}' },
  { InputPath: '$$.State.RetryCount' },
  { InputPath: '$$' },
  { TimeoutSeconds: '{% 10 * (1 + $states.context.State.RetryCount) %}' },
  { TimeoutSecondsPath: '$$.State.RetryCount' },
  { HeartbeatSeconds: '{% $states.context.State.RetryCount + 5 %}' },
  { HeartbeatSecondsPath: '$$.State.RetryCount' },
])('a Task with %j is different with each try', (more) => {
  expect(usesRetryCount(task(more))).toBe(true);
});

test('what is worked out after the call does not make a Task different with each try', () => {
  const state = task({ Output: '{% $states.context.State.RetryCount %}', Parameters: { 'a.$': '$.a' } });
  expect(usesRetryCount(state)).toBe(false);
});
