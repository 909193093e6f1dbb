import { createLogger } from '../../../worker/run/logger';

function logged(format: 'json' | 'pretty', meta: Record<string, unknown>): string {
  const lines: string[] = [];
  createLogger('INFO', format, (line) => lines.push(line)).info('Call finished', meta);
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

test('a JSON line holds time, level, message and every field but the task token', () => {
  const { time, ...rest } = JSON.parse(
    logged('json', { taskToken: 'secret', attempt: 2n, error: new RangeError('too far') }),
  ) as Record<string, unknown>;
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(rest).toEqual({
    level: 'INFO',
    message: 'Call finished',
    attempt: '2',
    error: { name: 'RangeError', message: 'too far', stack: expect.stringContaining('RangeError') as string },
  });
});

test('a pretty line is one line that a person can read', () => {
  expect(logged('pretty', { taskToken: 'secret', fn: 'resize', note: 'two words' })).toMatch(
    /^[\d:]{8}\.\d{3} INFO {2}Call finished fn=resize note="two words"\n$/,
  );
});

test('a pretty line of a call leaves out where it ran, and tells an error by its messages', () => {
  const error = new Error('Activity task failed', { cause: new Error('no such order') });
  const context = {
    workflowId: 'w1',
    runId: 'r1',
    namespace: 'default',
    taskQueue: 'q',
    sdkComponent: 'worker',
  };
  expect(logged('pretty', { ...context, error })).toMatch(
    /Call finished workflowId=w1 error="Activity task failed: no such order"\n$/,
  );
});

test('a JSON line tells the causes of an error', () => {
  const error = new Error('Activity task failed', { cause: new Error('no such order') });
  expect(JSON.parse(logged('json', { error }))).toMatchObject({
    error: { message: 'Activity task failed', cause: { name: 'Error', message: 'no such order' } },
  });
});

test('less than the level is not logged', () => {
  const lines: string[] = [];
  createLogger('WARN', 'json', (line) => lines.push(line)).info('Call finished');
  expect(lines).toEqual([]);
});
