import type { Paint } from '../run-view/paint';
import { type CheckedFile, isValid } from './checked-file';

/** The last line: `1 file valid`, `2 of 3 files valid: 1 error, 4 warnings`. */
export function summary(checked: readonly CheckedFile[], paint: Paint): string {
  const all = checked.flatMap(({ diagnostics }) => diagnostics);
  const unread = checked.filter(({ problem }) => problem !== undefined).length;
  const errors = all.filter(({ severity }) => severity === 'error').length + unread;
  const warnings = all.length + unread - errors;
  const valid = checked.filter(isValid).length;
  const total = checked.length;
  const of = valid === total ? count(total, 'file') : `${valid} of ${count(total, 'file')}`;
  const counts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ];
  const said = `${of} valid${counts.length > 0 ? `: ${counts.join(', ')}` : ''}`;
  return paint(['bold', errors > 0 ? 'red' : warnings > 0 ? 'yellow' : 'green'], said);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
