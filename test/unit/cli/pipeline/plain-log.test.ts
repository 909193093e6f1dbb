import { PlainLog } from '../../../../cli/pipeline/plain-log';
import { ended, plain, state, view } from './views';

function written(...views: ReturnType<typeof view>[]): string[] {
  const lines: string[] = [];
  const log = new PlainLog((line) => lines.push(line), plain);
  for (const seen of views) log.update(seen);
  return lines.map((line) => line.replace(/\s+/g, ' ').trim());
}

test('each state that ended is written once, in the order of the ends, inner ones before outer ones', () => {
  const both = ended('Both', 300, { type: 'Parallel' });
  const inner = [ended('Both<0>/A', 300), ended('Both<1>/B', 200)];

  expect(written(view([both, ...inner]), view([both, ...inner, ended('C', 400)]))).toEqual([
    '✓ Both<1>/B 200 ms',
    '✓ Both<0>/A 300 ms',
    '✓ Both 300 ms',
    '✓ C 400 ms',
  ]);
});

test('a Map is written at each tenth that is done', () => {
  const all = state('All', { type: 'Map' });
  const at = (done: number, failed = 0) => view([{ ...all, items: { total: 40, running: 5, done, failed } }]);

  expect(written(at(0), at(3), at(4), at(5), at(21, 1))).toEqual([
    '… All: 4 of 40 items',
    '… All: 21 of 40 items, 1 failed',
  ]);
});

test('a wait is written as it begins, and again for each further try', () => {
  const rest = state('Rest', { status: 'waiting' });
  const pay = state('Pay', { status: 'retrying', error: 'Busy', tries: 2 });

  expect(written(view([rest, pay]), view([rest, pay]), view([rest, { ...pay, tries: 3 }]))).toEqual([
    '… Rest: waits',
    '… Pay: Busy, waits for the next try',
    '… Pay: Busy, waits for the next try',
  ]);
});

test('a pause, its end and a cancellation are written once each', () => {
  const rest = [state('Rest', { status: 'waiting' })];
  const views = (['RUNNING', 'PAUSED', 'PAUSED', 'RUNNING', 'CANCELLING'] as const).map((status) =>
    view(rest, { status }),
  );

  expect(written(...views, view(rest, { status: 'CANCELLED', endedMs: 900 }))).toEqual([
    '… Rest: waits',
    '… paused',
    '… goes on',
    '… cancelled, and cleans up',
  ]);
});

test('the log of the function stands under the state that failed', () => {
  const failed = ended('Charge', 10, { status: 'failed', error: 'Declined' });

  expect(written(view([failed], { logs: { path: 'Charge', text: 'asking the bank\nrefused\n' } }))).toEqual([
    '✗ Charge 10 ms',
    'Declined',
    '│ asking the bank',
    '│ refused',
  ]);
});

test('of the log it shows what the function wrote, without times and request ids', () => {
  const failed = ended('Charge', 10, { status: 'failed', error: 'Declined' });
  const id = '95cd2a6b-8fb4-4b00-aa86-2c2030b49814';
  const text = [
    `2030-01-31T12:00:00Z Start invoke request '${id}', version: latest`,
    `2030-01-31T12:00:00.493Z ${id} INFO asking the bank`,
    `2030-01-31T12:00:00.493Z ${id} ERROR {`,
    '    "errorType": "Declined"',
    '}',
    `2030-01-31T12:00:00Z Finish invoke request '${id}'(invoke Failed), duration: 0.895ms`,
    '',
  ].join('\n');

  expect(written(view([failed], { logs: { path: 'Charge', text } })).slice(2)).toEqual([
    '│ INFO asking the bank',
    '│ ERROR {',
    '│ "errorType": "Declined"',
    '│ }',
  ]);
});

test('a notice is written once, however often it is given', () => {
  const lines: string[] = [];
  const log = new PlainLog((line) => lines.push(line), plain);
  for (const notice of ['no worker', undefined, 'no worker', 'Temporal is away']) log.notice(notice);

  expect(lines).toEqual(['no worker', 'Temporal is away']);
});

test('states of different chunks of a map have the same numbers, and each is written', () => {
  const more = { entry: 2, status: 'failed' as const, error: 'Odd' };
  const failed = [ended('Items[0]/Work', 100, more), ended('Items[200]/Work', 200, more)];
  expect(written(view([...failed, ended('Done', 300, { entry: 2 })]))).toEqual([
    '✗ Items[0]/Work 100 ms',
    'Odd',
    '✗ Items[200]/Work 200 ms',
    'Odd',
    '✓ Done 300 ms',
  ]);
});
