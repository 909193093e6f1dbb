import { paintFor } from '../../../../cli/run-view/paint';
import { stepLine } from '../../../../cli/run-view/step-line';
import { gbSeconds, type StepView } from '../../../../cli/run-view/step-view';

const plain = paintFor({ isTTY: false });
const done: StepView = {
  path: 'price',
  state: 'done',
  startedMs: 1000,
  endedMs: 1250,
  tries: 1,
  billedMs: 12,
  memoryMb: 256,
};

test('columns of different steps are in line', () => {
  const lines = [
    stepLine(done, plain, 0),
    stepLine(
      { ...done, path: 'items[11]/reserve-stock', tries: 12, billedMs: 89_500, endedMs: 95_000 },
      plain,
      0,
    ),
  ];
  expect(lines).toEqual([
    '✓ price                          1 try     250 ms     billed 12 ms  at 256 MB',
    '✓ items[11]/reserve-stock      12 tries       94 s    billed 89.5 s  at 256 MB',
  ]);
});

test('a running step shows how long it has been running', () => {
  expect(stepLine({ path: 'price', state: 'running', startedMs: 1000 }, plain, 3500)).toBe(
    '· price                                     2.5 s',
  );
});

test('a failed step has its problem on a line of its own', () => {
  const problem = { name: 'PaymentDeclined', message: 'the bank said no' };
  expect(stepLine({ ...done, state: 'failed', problem }, plain, 0).split('\n')[1]).toBe(
    '    PaymentDeclined: the bank said no',
  );
});

test('nothing is coloured without a terminal, or where the user wants none', () => {
  expect(paintFor({ isTTY: true }, {})('red', 'x')).not.toBe('x');
  expect(paintFor({ isTTY: true }, { NO_COLOR: '1' })('red', 'x')).toBe('x');
  expect(paintFor({}, {})('red', 'x')).toBe('x');
});

test('the cost is memory times billed time', () => {
  expect(
    gbSeconds([done, { ...done, memoryMb: 1024, billedMs: 1000 }, { ...done, billedMs: 0 }]),
  ).toBeCloseTo(1.003, 9);
});
