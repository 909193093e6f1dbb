import type { PipelineView, StateView } from '../../client';
import type { Paint } from '../run-view/paint';
import { cutTo } from '../run-view/text-width';

const MAX_LINES = 12;

/** The end of the function's log, under the state that failed. */
export function logLines(
  { logs }: PipelineView,
  { path, status }: StateView,
  paint: Paint,
  columns: number,
): string[] {
  if (logs === undefined || logs.path !== path || (status !== 'failed' && status !== 'caught')) return [];
  const lines = logs.text.trimEnd().split(/\r?\n/).slice(-MAX_LINES);
  const indent = `  ${'  '.repeat(path.split('/').length - 1)}    `;
  return lines.map(
    (line) => `${indent}${paint('dim', `│ ${cutTo(line, Math.max(40, columns - indent.length - 3))}`)}`,
  );
}
