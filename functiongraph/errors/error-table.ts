import rows from '../error-codes.json';
import type { Verdict } from './verdict';
import { verdictByNumber } from './verdict-by-number';
import { verdictByStatus } from './verdict-by-status';

/** A code that the platform is known to answer with. */
export interface ErrorRow extends Verdict {
  /** `1619xx` stands for all numbers that begin so. */
  readonly code: string;
  /** HTTP statuses that it comes with; a code with several rows is told apart by them. Empty: not documented. */
  readonly status: readonly number[];
  readonly text: string;
}

export const ERROR_TABLE = rows as readonly ErrorRow[];

const ROWS = new Map<string, ErrorRow[]>();
const RANGES: ErrorRow[] = [];
for (const row of ERROR_TABLE) {
  if (row.code.endsWith('xx')) RANGES.push(row);
  const same = ROWS.get(row.code);
  if (same) same.push(row);
  else ROWS.set(row.code, [row]);
}

/**
 * What a code means, given the HTTP status it came with. `APIG.` is `APIGW.` spelt for the dedicated gateway, and `FSS.4204`
 * the kernel's 4204. Unknown codes are decided by the range of their number, else by the status.
 */
export function verdictOf(code: string, status: number): Verdict {
  return findVerdict(code, status) ?? verdictByStatus(status);
}

/** The same without the last resort. */
export function findVerdict(code: string, status: number): Verdict | undefined {
  const listed = findRow(code, status);
  if (listed) return listed;
  // A public code that nobody has seen says less than a kernel number: its digits need not be one.
  return /^\d{1,9}$/.test(code) ? verdictByNumber(Number(code)) : undefined;
}

/** The row of a code and status. */
export function findRow(code: string, status: number): ErrorRow | undefined {
  const name = code.startsWith('APIG.') ? `APIGW.${code.slice(5)}` : code;
  const number = kernelNumber(name);
  const same = ROWS.get(name) ?? (number === undefined ? undefined : ROWS.get(String(number)));
  if (same) return same.length === 1 ? same[0] : same.find((row) => row.status.includes(status));
  if (number === undefined) return undefined;
  return RANGES.find((row) => row.code.length === String(number).length && inRange(row.code, String(number)));
}

function inRange(range: string, number: string): boolean {
  return number.startsWith(range.replace(/x+$/, ''));
}

/** `4002`, and `FSS.4002`: public codes from 4000 on carry kernel numbers. */
function kernelNumber(code: string): number | undefined {
  const digits = /^(?:FSS\.)?(\d{1,9})$/.exec(code)?.[1];
  if (digits === undefined) return undefined;
  const number = Number(digits);
  return code.startsWith('FSS.') && number < 4_000 ? undefined : number;
}
