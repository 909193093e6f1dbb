import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { RunSteps } from '../../../../cli/run-view/run-steps';
import type { StepView } from '../../../../cli/run-view/step-view';

/** Every change of a recorded run, in its order, and what stands at the end. */
function follow(name: string): { changes: StepView[]; steps: readonly StepView[]; run: RunSteps } {
  const file = join(__dirname, '..', '..', '..', 'e2e', 'workflows', 'histories', `${name}.json`);
  const { events } = historyFromJSON(JSON.parse(readFileSync(file, 'utf8')));
  const run = new RunSteps();
  const changes = (events ?? []).flatMap((event) => run.apply(event) ?? []);
  return { changes, steps: run.all(), run };
}

test('steps of a chain begin and end one after the other', () => {
  const { changes } = follow('chain');
  expect(changes.map(({ path, state }) => `${path} ${state}`)).toEqual([
    'price running',
    'price done',
    'charge running',
    'charge done',
    'notify running',
    'notify done',
  ]);
});

test('a step that ended has its duration, its tries and what was measured', () => {
  const [step] = follow('options-of-a-call').steps;
  expect(step).toMatchObject({ path: 'echo', state: 'done', tries: 1 });
  expect((step?.endedMs ?? 0) - (step?.startedMs ?? 0)).toBeGreaterThan(0);
});

test('steps of a fan-out run at the same time', () => {
  const { changes } = follow('fan-out');
  expect(changes.slice(0, 3).map(({ state }) => state)).toEqual(['running', 'running', 'running']);
});

test('a step that waits between two tries goes on running until its last activity ends', () => {
  const { changes } = follow('single-delivery-with-waits');
  const charge = changes.filter(({ path }) => path === 'charge');
  expect(charge.map(({ state, tries }) => [state, tries])).toEqual([
    ['running', undefined],
    ['running', 1],
    ['running', 1],
    ['done', 2],
  ]);
});

test('a failed step says what it failed with', () => {
  expect(follow('handled-failure').steps).toMatchObject([
    {
      path: 'echo',
      state: 'failed',
      tries: 1,
      problem: { name: 'PaymentDeclined', message: 'the bank said no' },
    },
  ]);
});

test('a run whose input was refused has no steps', () => {
  expect(follow('refused-input').steps).toEqual([]);
});

test('what is learnt of a step after its end changes nothing', () => {
  const { run, steps } = follow('handled-failure');
  expect(run.update('echo', { tries: 9 })).toBeUndefined();
  expect(run.update('unknown', { tries: 9 })).toBeUndefined();
  expect(run.all()).toEqual(steps);
});
