import { task, WatchedRun } from './watched-run';

test('the details are a table of the states, with what they wait for or failed with', () => {
  const run = new WatchedRun({
    StartAt: 'Charge',
    States: {
      Charge: task('urn:fss:cn-north-4:p1:function:default:charge-card:latest', {
        Catch: [{ ErrorEquals: ['Declined'], Next: 'Rest' }],
        End: true,
      }),
      Rest: { Type: 'Wait', Seconds: 10, End: true },
    },
  });
  run.progress.measured({ billedMs: 100, mb: 1024 });
  run.nowMs += 1500;
  run.fail('Charge', 'Declined', 'no money');

  expect(run.markdown).toBe(
    [
      '**RUNNING** · 1 call of functions · 0.100 GB-seconds (100 ms billed)',
      '',
      '| | State | Task | Time (UTC) | |',
      '|---|---|---|---|---|',
      '| ✓ | Charge | charge-card | 1.5\u00A0s | caught, Declined: no money |',
      '| ◷ | Rest | Wait | since 2026-01-02 03:04:06 | until 2026-01-02 03:04:16 |',
    ].join('\n'),
  );
});

test('a name or a cause cannot break out of its cell', () => {
  const run = new WatchedRun({
    StartAt: 'a|b <i>',
    States: { 'a|b <i>': { Type: 'Fail', Error: 'E', Cause: 'one\n| two | `three`' } },
  });
  const rows = run.markdown.split('\n').filter((line) => line.startsWith('| ✗'));

  expect(rows).toEqual([String.raw`| ✗ | a\|b \<i\> | Fail | 0${'\u00A0'}ms | E: one \| two \| \`three\` |`]);
});

test('a long run shows its last states and how many were before', () => {
  const states = Array.from({ length: 30 }, (_, index) => [
    `S${index}`,
    { Type: 'Pass', ...(index < 29 ? { Next: `S${index + 1}` } : { End: true }) },
  ]);
  const { markdown } = new WatchedRun({ StartAt: 'S0', States: Object.fromEntries(states) });

  expect(markdown).toContain('10 states before these.');
  expect(markdown).not.toContain('| S9 |');
  expect(markdown).toContain('| S10 |');
  expect(markdown).toMatch(/^\*\*SUCCEEDED\*\*/);
});
