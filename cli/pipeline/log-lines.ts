import type { PipelineView, StateView } from '../../client';
import type { Paint } from '../run-view/paint';
import { cutTo } from '../run-view/text-width';

const MAX_LINES = 12;
/** What the platform writes around each call, and before each line of the function's own. */
const FRAME = /^\S+ (?:Start|Finish) invoke request '/;
const PREFIX = /^\d{4}-\d\d-\d\dT[\d:.]+Z (?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12} )?/;

/** The end of what the function logged, under the state that failed. */
export function logLines(
  { logs }: PipelineView,
  { path, status }: StateView,
  paint: Paint,
  columns: number,
): string[] {
  if (logs === undefined || logs.path !== path || (status !== 'failed' && status !== 'caught')) return [];
  const lines = logs.text
    .trimEnd()
    .split(/\r?\n/)
    .filter((line) => !FRAME.test(line))
    .map((line) => line.replace(PREFIX, ''))
    .slice(-MAX_LINES);
  const indent = `  ${'  '.repeat(path.split('/').length - 1)}    `;
  return lines.map(
    (line) => `${indent}${paint('dim', `│ ${cutTo(line, Math.max(40, columns - indent.length - 3))}`)}`,
  );
}
