import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { LiveView } from '../../../../cli/pipeline/live-view';
import { LiveLines } from '../../../../cli/run-view/live-lines';
import { ended, plain, state, view } from './views';

const open: LiveView[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** A terminal that keeps what was written; each update is what one redrawing wrote. */
function terminal(rows = 24) {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows });
  const live = new LiveView(new LiveLines(stream as unknown as NodeJS.WriteStream), plain, 'Ctrl-C stops');
  open.push(live);
  return {
    live,
    update(seen: ReturnType<typeof view>): string[] {
      stream.read();
      live.update(seen);
      return stripVTControlCharacters(String(stream.read() as Buffer)).split('\n');
    },
    written: () => String((stream.read() as Buffer | null) ?? ''),
  };
}

test('a state that ended is written once, with what stands inside it; one under way is drawn again and again', () => {
  const { update } = terminal();
  const first = ended('First', 100);
  const second = state('Second');

  expect(update(view([first, second])).filter((line) => line.includes('First'))).toHaveLength(1);
  const again = update(view([first, second]));
  expect(again.some((line) => line.includes('First'))).toBe(false);
  expect(again.some((line) => line.includes('Second'))).toBe(true);
});

test('what ended inside something under way stays inside it', () => {
  const { update } = terminal();
  const both = state('Both', { type: 'Parallel' });
  const inner = [ended('Both<0>/A', 10), state('Both<1>/B')];
  update(view([both, ...inner]));

  const lines = update(view([both, ...inner])).map((line) => line.trim().split(/\s{2,}/)[0]);
  expect(lines.slice(0, 3)).toEqual([
    expect.stringMatching(/Both$/),
    '✓ <0> A',
    expect.stringMatching(/<1> B$/),
  ]);
});

test('the last line says the cost and what can be done', () => {
  const { update } = terminal();
  expect(update(view([state('First')])).at(-2)).toMatch(
    /2 calls · 0\.0125 GB-seconds \(100 ms billed\) {3}Ctrl-C stops$/,
  );
});

test('more than the screen holds: what is under way is shown, and never more lines than there are', () => {
  const { update } = terminal(12);
  const all = state('All', { type: 'Map' });
  const states = Array.from({ length: 40 }, (_, index) =>
    index < 30 ? ended(`All[${index}]/One`, 10, { status: 'failed' }) : state(`All[${index}]/One`),
  );
  const lines = update(view([all, ...states]));

  expect(lines.length).toBeLessThanOrEqual(12);
  expect(lines.some((line) => line.includes('✗'))).toBe(false);
});

test('a notice that is wider than the terminal goes on in the next line', () => {
  const { live, update, written } = terminal();
  update(view([state('First')]));
  live.notice(`the worker fails the run's workflow task: ${'its log says why, '.repeat(4)}and what to do`);
  const lines = stripVTControlCharacters(written()).split('\n');
  expect(lines.filter((line) => line.length > 99)).toEqual([]);
  expect(lines.some((line) => line.endsWith('and what to do'))).toBe(true);
});

test('a notice stands above the last line until it is taken back', () => {
  const { live, update, written } = terminal();
  update(view([state('First')]));
  live.notice('no worker answers');
  expect(written()).toContain('no worker answers');
  live.notice(undefined);
  expect(written()).not.toContain('no worker answers');
});
