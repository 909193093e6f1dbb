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

test('less than the level is not logged', () => {
  const lines: string[] = [];
  createLogger('WARN', 'json', (line) => lines.push(line)).info('Call finished');
  expect(lines).toEqual([]);
});
