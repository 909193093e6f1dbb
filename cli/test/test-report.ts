import { formatMs } from '../../retry';
import type { Paint } from '../run-view/paint';
import type { CaseProblem, CaseReport } from './run-case';
import type { FileReport } from './run-file';

const NAME_WIDTH = 60;

/** What became of one file, as people read it. */
export function fileText({ file, definition, unusable, cases, coverage }: FileReport, paint: Paint): string {
  if (unusable) {
    return [paint('bold', file), ...unusable.map((line) => `  ${paint('red', '✗')} ${indented(line)}`)].join(
      '\n',
    );
  }
  return [
    `${paint('bold', file)}  ${paint('dim', `runs ${definition}`)}`,
    ...cases.flatMap((one) => caseLines(one, paint)),
    ...(coverage ? coverageLines(coverage, paint) : []),
  ].join('\n');
}

export function summaryText(reports: readonly FileReport[], durationMs: number, paint: Paint): string {
  const { passed, failed, unusable } = tally(reports);
  const files = `${reports.length} ${reports.length === 1 ? 'file' : 'files'}`;
  return [
    paint(passed > 0 ? 'green' : 'dim', `${passed} passed`),
    paint(failed > 0 ? 'red' : 'dim', `${failed} failed`),
    ...(unusable > 0 ? [paint('red', `${unusable} ${unusable === 1 ? 'file' : 'files'} not usable`)] : []),
    `${files} in ${formatMs(durationMs)}`,
  ].join(', ');
}

export function tally(reports: readonly FileReport[]) {
  const all = reports.flatMap(({ cases }) => cases);
  return {
    passed: all.filter(({ status }) => status === 'passed').length,
    failed: all.filter(({ status }) => status === 'failed').length,
    unusable: reports.filter(({ unusable }) => unusable !== undefined).length,
  };
}

function caseLines(
  { name, status, durationMs, elapsedMs = 0, problems }: CaseReport,
  paint: Paint,
): string[] {
  const mark = status === 'passed' ? paint('green', '✓') : paint('red', '✗');
  const times = [formatMs(durationMs), ...(elapsedMs > 0 ? [`${formatMs(elapsedMs)} in the machine`] : [])];
  return [
    `  ${mark} ${name.padEnd(NAME_WIDTH)} ${paint('dim', times.join(', '))}`.trimEnd(),
    ...problems.flatMap((problem) => problemLines(problem, paint)),
  ];
}

function problemLines({ about, message, expected, got }: CaseProblem, paint: Paint): string[] {
  if (message !== undefined) return [`      ${about}: ${indented(message)}`];
  return [
    `      ${about}`,
    `        ${paint('green', `expected ${expected}`)}`,
    `        ${paint('red', `got      ${got}`)}`,
  ];
}

function coverageLines({ states, transitions }: NonNullable<FileReport['coverage']>, paint: Paint): string[] {
  const missed = [
    ...states.missed.map((state) => `    never entered: ${state}`),
    ...transitions.missed.map(({ from, by, to }) => `    never taken:   ${from} -> ${to} (${by})`),
  ];
  return [
    `  ${paint('dim', `covered: ${ratio(states)} states, ${ratio(transitions)} transitions`)}`,
    ...missed.map((line) => paint('yellow', line)),
  ];
}

function ratio({
  all,
  missed,
}: {
  readonly all: readonly unknown[];
  readonly missed: readonly unknown[];
}): string {
  return `${all.length - missed.length} of ${all.length}`;
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n      ');
}
