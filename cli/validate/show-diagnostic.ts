import type { Diagnostic } from '../../asl/check';
import type { Paint } from '../run-view/paint';
import { excerpt } from './excerpt';

const COLOURS = { error: 'red', warning: 'yellow' } as const;

/** A diagnostic as compilers show it: place, code, text, the line with a mark under it, what to do. */
export function showDiagnostic(file: string, text: string, diagnostic: Diagnostic, paint: Paint): string {
  const { code, severity, message, hint, path, line, column } = diagnostic;
  const colour = COLOURS[severity];
  const place = line === undefined || column === undefined ? file : `${file}:${line}:${column}`;
  const number = String(line ?? '');
  const gutter = (content: string) => paint('cyan', `${content.padStart(number.length)} |`);
  const lines = [`${paint('bold', place)} ${paint(['bold', colour], severity)} ${code}: ${message.trim()}`];
  if (line !== undefined && column !== undefined) {
    const { shown, before, marked } = excerpt(text.split(/\r?\n/)[line - 1] ?? '', column);
    lines.push(`${gutter(number)} ${shown}`, `${gutter('')} ${before}${paint(['bold', colour], marked)}`);
  }
  const note = (what: string, content: string) =>
    `${paint('cyan', `${' '.repeat(number.length)} =`)} ${what}: ${content}`;
  lines.push(note('at', path));
  if (hint !== undefined) lines.push(note('hint', hint));
  return lines.join('\n');
}
