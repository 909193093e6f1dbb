import type { Execution } from '../../../asl';
import type { ExpectedExecution } from '../../conformance/asl/asl-case';
import { judgeExecution } from '../../conformance/asl/judge-execution';

const RUN: Execution = {
  status: 'SUCCEEDED',
  output: { n: 1 },
  visited: ['A', 'Hidden', 'B'],
  taskInputs: [
    { state: 'A', path: 'A', function: 'f', input: 1, try: 1, timeoutMs: 5000 },
    { state: 'A', path: 'A', function: 'f', input: 2, try: 2, timeoutMs: 5000 },
  ],
  visits: [
    { path: 'A', state: 'A', input: 1, output: 2, next: 'B' },
    { path: 'Hidden', state: 'Hidden', input: 0 },
    { path: 'B', state: 'B', input: 2, output: 3, assigned: { v: 1 } },
  ],
  evaluationFailures: [],
  elapsedMs: 4000,
};

function complaints(expected: Omit<ExpectedExecution, 'status'>, run: Partial<Execution> = {}): string[] {
  return judgeExecution({ status: 'SUCCEEDED', ...expected }, { ...RUN, ...run }).map(({ about }) => about);
}

test('a run as expected has no complaints', () => {
  expect(
    complaints({
      output: { n: 1 },
      visited: ['A', 'B'],
      unseenStates: ['Hidden'],
      taskInputs: [
        { state: 'A', function: 'f', input: 2, timeoutInSeconds: 5 },
        { state: null, function: 'f', input: 1 },
      ],
      trace: [
        { state: 'B', input: 2, output: 3, assigned: { v: 1 } },
        { state: 'A', input: 1, output: 2 },
      ],
      elapsedSeconds: { min: 3, max: 5 },
    }),
  ).toEqual([]);
});

test.each<[string, Omit<ExpectedExecution, 'status'>]>([
  ['output', { output: { n: 2 } }],
  ['visited', { visited: ['A', 'B'] }],
  ['visited, sorted', { visited: ['A', 'A'], visitedOrder: 'any' }],
  ['task inputs', { taskInputs: [{ function: 'f', input: 1 }] }],
  ['trace', { trace: [{ state: 'A', input: 1, output: 2 }] }],
  ['evaluation failures', { evaluationFailures: [{ error: 'x' }] }],
  ['elapsed seconds', { elapsedSeconds: { min: 5, max: 6 } }],
])('%s that differ are complained of', (about, expected) => {
  expect(complaints(expected)).toEqual([about]);
});

test('the order of visits counts only where the recording can know it', () => {
  const expected = { visited: ['B', 'A'], unseenStates: ['Hidden'] };
  expect(complaints({ ...expected, visitedOrder: 'any' })).toEqual([]);
  expect(complaints(expected)).toEqual(['visited']);
});

test('of a run with another status only that is told, with its error', () => {
  const failed = { status: 'FAILED', error: 'E', cause: 'why' } as const;
  expect(judgeExecution({ status: 'SUCCEEDED', output: 1 }, { ...RUN, ...failed })).toMatchObject([
    { about: 'status', expected: 'SUCCEEDED', got: failed },
  ]);
});

test('a cause is compared where its text is data, not where it is the words of the service', () => {
  const failed = { status: 'FAILED', error: 'E', cause: 'why' } as const;
  const about = (causeKind: 'data' | 'service') =>
    judgeExecution({ status: 'FAILED', cause: 'another', causeKind }, { ...RUN, ...failed }).map(
      (one) => one.about,
    );
  expect([about('data'), about('service')]).toEqual([['cause'], []]);
});
