import { boundedReply } from '../../../../activities/express/reply-size';
import type { RunReply } from '../../../../activities/express/wire';

test('a checkpoint that Temporal would not take ends the run, and is not tried again with all its calls', () => {
  const snapshot = { rows: 'x'.repeat(3 * 1024 * 1024) } as never;
  const reply: RunReply = { v: 1, checkpoint: { snapshot, open: [] }, waitMs: 60_000 };
  expect(boundedReply(reply)).toMatchObject({
    done: { status: 'FAILED', error: 'States.DataLimitExceeded' },
  });
});

test('what a run has behind it stays away where the output would fit alone', () => {
  const done = { status: 'SUCCEEDED' as const, output: 'x'.repeat(2 * 1024 * 1024 - 100_000) };
  const progress = { logs: { path: 'A', text: 'x'.repeat(100_000) } } as never;
  expect(boundedReply({ v: 1, done, progress })).toEqual({ v: 1, done });
});

test('a checkpoint that fits is handed on as it is', () => {
  const reply: RunReply = { v: 1, checkpoint: { snapshot: {} as never, open: [] }, waitMs: 60_000 };
  expect(boundedReply(reply)).toBe(reply);
});
