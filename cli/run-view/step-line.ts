import { formatMs } from '../../retry';
import type { Paint } from './paint';
import type { StepView } from './step-view';

const MARKS = { running: '·', done: '✓', failed: '✗', cancelled: '-' } as const;
const COLOURS = { running: 'cyan', done: 'green', failed: 'red', cancelled: 'yellow' } as const;

/** Width of the column with the paths; a longer one moves the rest of its line. */
export const PATH_WIDTH = 27;

/** One step in one line, its columns in line with those of other steps. */
export function stepLine(step: StepView, paint: Paint, nowMs: number): string {
  const { path, state, startedMs, endedMs, tries, billedMs, memoryMb, problem } = step;
  const columns = [
    `${paint(COLOURS[state], MARKS[state])} ${path.padEnd(PATH_WIDTH)}`,
    (tries === undefined ? '' : `${tries} ${tries === 1 ? 'try' : 'tries'}`).padStart(7),
    formatMs((endedMs ?? nowMs) - startedMs).padStart(9),
    paint('dim', (billedMs === undefined ? '' : `billed ${formatMs(billedMs)}`).padStart(15)),
    paint('dim', memoryMb === undefined ? '' : `at ${memoryMb} MB`),
  ];
  const line = columns.join('  ').trimEnd();
  return problem === undefined ? line : `${line}\n    ${paint('red', problem.name)}: ${problem.message}`;
}
