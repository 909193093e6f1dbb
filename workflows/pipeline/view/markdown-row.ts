import { functionNameIn } from '../../../asl/resources/function-reference';
import { formatMs } from '../../../retry';
import type { StateView } from './pipeline-view';
import { STATUS_MARKS } from './status-marks';

export const TABLE_HEADING = '| | State | Task | Time (UTC) | |\n|---|---|---|---|---|';

/** A state as a row of the table whose heading is {@link TABLE_HEADING}. */
export function markdownRow(state: StateView): string {
  const { path, type, status, target, enteredMs, endedMs } = state;
  const task = target === undefined ? type : functionNameIn(target) || target;
  const time =
    endedMs === undefined ? `since ${timeText(enteredMs)}` : unbroken(formatMs(endedMs - enteredMs));
  return `| ${STATUS_MARKS[status]} | ${markdownText(path)} | ${markdownText(task)} | ${time} | ${markdownText(remark(state))} |`;
}

function remark({ status, items, untilMs, error, cause, tries }: StateView): string {
  const parts = tries > 1 ? [`${tries} tries`] : [];
  if (items !== undefined)
    parts.push(
      `${items.done} of ${items.total} items`,
      ...(items.failed > 0 ? [`${items.failed} failed`] : []),
      ...(items.running > 0 ? [`${items.running} running`] : []),
    );
  if (status === 'caught') parts.push('caught');
  if (status === 'callback') parts.push('waits for its callback');
  if (status === 'held') parts.push('held: the pipeline is paused');
  if (untilMs !== undefined)
    parts.push(`${status === 'retrying' ? 'next try at' : 'until'} ${timeText(untilMs)}`);
  if (error !== undefined) parts.push(cause === undefined ? error : `${error}: ${cause.slice(0, 120)}`);
  return parts.join(', ');
}

export function timeText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** The table's columns are narrow. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00A0');

const PLAIN = /^[A-Za-z0-9 ,.:-]*$/;

/** Text that cannot end a cell or begin markup. */
export function markdownText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\|`*_<>[\]~]/g, String.raw`\$&`);
}
