import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPage, ROOT } from '../../support/docs-page';

const ACTIVITIES = 'test/e2e/activities';
const STOPPING = 'test/unit/activities/stopping.test.ts';

/** What each row of "When something stops a step" in docs/retries.md rests on: tests by file and name. */
const PROOFS: Readonly<Record<string, readonly (readonly [file: string, test: string])[]>> = {
  "the workflow is cancelled, `onCancel: 'abort'`": [
    [`${ACTIVITIES}/attempts.test.ts`, 'cancellation reaches the running HTTP call'],
    [STOPPING, 'aborts an at-most-once call as well'],
    [STOPPING, 'ends a wait, and tells what the last try failed with'],
  ],
  "the workflow is cancelled, `onCancel: 'finish'`": [
    [
      'test/e2e/docs/retries.test.ts',
      'a call that finishes although its workflow is cancelled has a result to take back',
    ],
    [STOPPING, 'with onCancel finish tells the failure of a function that ran'],
    [STOPPING, 'with onCancel finish is cancelled where the function did not run'],
  ],
  'the activity is paused': [
    [`${ACTIVITIES}/attempts.test.ts`, 'a paused step keeps the result of its call'],
    [STOPPING, 'starts no further try in the attempt'],
    [STOPPING, 'hands an at-most-once wait to the workflow'],
  ],
  'the activity is reset': [
    [`${ACTIVITIES}/attempts.test.ts`, 'a reset step begins anew, with fresh counts'],
    [STOPPING, 'ends a wait, so that the next attempt starts at once'],
    [STOPPING, 'lets an at-most-once call finish'],
  ],
  'the worker stops': [
    [`${ACTIVITIES}/attempts.test.ts`, 'leaves an at-least-once call to the next worker'],
    [`${ACTIVITIES}/attempts.test.ts`, 'finishes an at-most-once call'],
    [`${ACTIVITIES}/attempts.test.ts`, 'the counts outlive a worker that shuts down between two tries'],
  ],
  'the worker dies': [
    [
      `${ACTIVITIES}/killed-worker.test.ts`,
      'a worker killed with -9 loses no step, no count, and runs no at-most-once function twice',
    ],
    [
      `${ACTIVITIES}/operator-and-lost-worker.test.ts`,
      'a worker lost after an operator paused or reset its calls leaves unknown outcomes; a pause is not over with it',
    ],
  ],
  'the workflow is terminated, or its time is up': [
    [`${ACTIVITIES}/attempts.test.ts`, 'the end of a terminated workflow reaches the running HTTP call'],
  ],
};

function rowsOf(page: string, heading: string): string[] {
  const [, section = ''] = readPage(page).split(`\n## ${heading}\n`);
  const lines = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => line.split('|')[1]?.trim() ?? '');
}

test('every row about what stops a step rests on tests that are there', () => {
  expect(rowsOf('docs/retries.md', 'When something stops a step')).toEqual(Object.keys(PROOFS));
  for (const [file, name] of Object.values(PROOFS).flat()) {
    expect([file, readFileSync(join(ROOT, file), 'utf8').includes(`test('${name}'`)]).toEqual([file, true]);
  }
});
