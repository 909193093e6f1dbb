import { stateLines } from '../../../../cli/pipeline/state-line';
import { textWidth } from '../../../../cli/run-view/text-width';
import { ended, plain, START_MS, state } from './views';

const style = { paint: plain, nowMs: START_MS + 2000, columns: 100 };
const lines = (shown: ReturnType<typeof state>) => stateLines(shown, style);

test('a state shows how long it took, its tries and what it called', () => {
  expect(
    lines(ended('Charge', 1500, { tries: 3, target: 'urn:fss:r:p:function:default:charge:v1' })),
  ).toEqual(['  ✓ Charge                                  1.5 s  3 tries  charge']);
});

test('what stands in a branch or an item is indented, and says which', () => {
  expect(lines(state('Items[17]/Charge'))[0]).toMatch(/^ {4}● \[17\] Charge {29}2 s$/);
  expect(lines(state('Both<1>/Items[2]/Pay~1Bill'))[0]).toMatch(/^ {6}● \[2\] Pay\/Bill /);
});

test('a Map under way shows a bar, and what its items came to once it ended', () => {
  const items = { total: 40, running: 5, done: 20, failed: 2 };
  expect(lines(state('Items', { type: 'Map', items }))[0]).toContain(
    '███████████▚▒▒▒░░░░░░░░░ 20 of 40, 5 running, 2 failed',
  );
  const done = { total: 40, running: 0, done: 40, failed: 2 };
  expect(lines(ended('Items', 900, { type: 'Map', items: done }))[0]).toMatch(
    /900 ms {2}40 items, 2 failed$/,
  );
});

test('a bar is never longer than its width, and shows the least progress and the least failure', () => {
  for (const items of [
    { total: 3, running: 3, done: 0, failed: 0 },
    { total: 10_000, running: 1, done: 9_999, failed: 1 },
    { total: 1, running: 0, done: 1, failed: 1 },
    { total: 0, running: 0, done: 0, failed: 0 },
  ]) {
    const bar = /[█▚▒░]+/.exec(lines(state('Items', { items }))[0] ?? '')?.[0] ?? '';
    expect(bar).toHaveLength(24);
    expect(bar.includes('▚')).toBe(items.failed > 0);
  }
});

test('a wait shows what is left of it', () => {
  const untilMs = START_MS + 14_200;
  expect(lines(state('Rest', { status: 'waiting', untilMs }))[0]).toMatch(/◷ Rest .* 13 s left$/);
  expect(lines(state('Ask', { status: 'callback', untilMs }))[0]).toMatch(
    /✉ Ask .* waits for its callback, 13 s left$/,
  );
  expect(lines(state('Ask', { status: 'callback' }))[0]).toMatch(/waits for its callback$/);
  expect(lines(state('Pay', { status: 'retrying', untilMs, error: 'Busy', tries: 2 }))[0]).toMatch(
    /↻ Pay .* 2 tries {2}Busy, next try in 13 s$/,
  );
});

test('of a wait whose time is over, as in a paused run, nothing is left', () => {
  expect(lines(state('Rest', { status: 'waiting', untilMs: START_MS }))[0]).toMatch(/◷ Rest +2 s$/);
});

test('a failure has a line of its own, cut to the terminal', () => {
  const failed = ended('Charge', 10, {
    status: 'failed',
    error: 'Declined',
    cause: `the bank\nsaid ${'no '.repeat(80)}`,
  });
  const [, problem = ''] = lines(failed);

  expect(problem).toMatch(/^ {6}Declined: the bank said no no .*…$/);
  expect(textWidth(problem)).toBeLessThanOrEqual(100);
});

test('columns of names in wide characters are in line with others', () => {
  const wide = lines(ended('付款', 100))[0] ?? '';
  const narrow = lines(ended('Pay', 100))[0] ?? '';
  expect(textWidth(wide)).toBe(textWidth(narrow));
});

test('a name that is too long is cut on the screen, and whole in a log', () => {
  const name = 'A'.repeat(60);
  expect(lines(state(name))[0]).toContain(`${'A'.repeat(33)}…`);
  expect(stateLines(state(name), { ...style, wholePath: true })[0]).toContain(name);
});
