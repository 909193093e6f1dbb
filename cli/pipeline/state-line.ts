import type { StateView } from '../../client';
import { functionNameIn } from '../../asl/resources/function-reference';
import { formatMs } from '../../retry';
import type { Paint } from '../run-view/paint';
import { STATUS_MARKS } from '../../workflows/pipeline/view/status-marks';
import { cutTo, padEndTo, padStartTo } from '../run-view/text-width';
import { itemsText, progressBar } from './progress-bar';

const COLOURS = {
  running: 'cyan',
  waiting: 'cyan',
  callback: 'cyan',
  retrying: 'yellow',
  held: 'yellow',
  succeeded: 'green',
  caught: 'yellow',
  failed: 'red',
  cancelled: 'yellow',
} as const;

/** Columns of the name; a longer one is cut. */
const NAME_WIDTH = 34;

export interface LineStyle {
  readonly paint: Paint;
  readonly nowMs: number;
  /** In place of the mark of what is running. */
  readonly spinner?: string;
  /** The whole path instead of a name behind an indentation. */
  readonly wholePath?: boolean;
  readonly columns: number;
}

/** A state in one line, and what it failed with in a second one. */
export function stateLines(state: StateView, style: LineStyle): string[] {
  const { paint, nowMs, spinner, wholePath = false, columns } = style;
  const { status, enteredMs, endedMs, path } = state;
  const depth = wholePath ? 0 : path.split('/').length - 1;
  const indent = '  '.repeat(depth);
  const mark = status === 'running' && spinner !== undefined ? spinner : STATUS_MARKS[status];
  const name = wholePath ? unescape(path) : nameOf(path);
  const line = [
    `  ${indent}${paint(COLOURS[status], mark)} ${nameText(name, wholePath, NAME_WIDTH - indent.length)}`,
    paint('dim', padStartTo(formatMs(Math.max(0, (endedMs ?? nowMs) - enteredMs)), 9)),
    remarks(state, style),
  ]
    .join('  ')
    .trimEnd();
  return [line, ...problemLine(state, `  ${indent}    `, paint, columns)];
}

function nameText(name: string, whole: boolean, width: number): string {
  return padEndTo(whole ? name : cutTo(name, Math.max(8, width)), width);
}

/** `[17] Charge` of `Items[17]/Charge`. */
function nameOf(path: string): string {
  const segments = path.split('/');
  const own = unescape(segments.at(-1) ?? path);
  const place = /(?:\[\d+\]|<\d+>)$/.exec(segments.at(-2) ?? '')?.[0];
  return place === undefined ? own : `${place} ${own}`;
}

/** JSON Pointer, RFC 6901 section 4. */
const unescape = (path: string): string => path.replaceAll('~1', '/').replaceAll('~0', '~');

function remarks(state: StateView, { paint, nowMs }: LineStyle): string {
  const { status, items, untilMs, tries, target, error, endedMs } = state;
  const left = untilMs === undefined || untilMs <= nowMs ? undefined : formatLeft(untilMs - nowMs);
  const parts = [
    ...(items === undefined
      ? []
      : [endedMs === undefined ? progressBar(items, paint) : itemsText(items, paint)]),
    ...(tries > 1 ? [paint('yellow', `${tries} tries`)] : []),
    ...(status === 'waiting' && left !== undefined ? [`${left} left`] : []),
    ...(status === 'callback' ? [`waits for its callback${left === undefined ? '' : `, ${left} left`}`] : []),
    ...(status === 'held' ? ['held: the pipeline is paused'] : []),
    ...(status === 'retrying'
      ? [
          paint(
            'yellow',
            [error, `next try in ${left ?? '…'}`].filter((part) => part !== undefined).join(', '),
          ),
        ]
      : []),
    ...(status === 'caught' ? [paint('yellow', 'caught')] : []),
    ...(status === 'cancelled' ? [paint('yellow', 'cancelled')] : []),
    ...(target === undefined ? [] : [paint('dim', functionNameIn(target) || target)]),
  ];
  return parts.join('  ');
}

/** Whole seconds: it changes as it is looked at. */
function formatLeft(ms: number): string {
  return formatMs(Math.ceil(ms / 1000) * 1000);
}

function problemLine(
  { status, error, cause }: StateView,
  indent: string,
  paint: Paint,
  columns: number,
): string[] {
  if (error === undefined || (status !== 'failed' && status !== 'caught')) return [];
  const text = (cause ?? '').replaceAll(/\s+/g, ' ');
  const shown =
    text === '' ? '' : `: ${cutTo(text, Math.max(40, columns - indent.length - error.length - 3))}`;
  return [`${indent}${paint(status === 'failed' ? 'red' : 'yellow', error)}${shown}`];
}
