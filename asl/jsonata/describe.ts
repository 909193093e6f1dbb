import { LAMBDA, NATIVE } from './plain-path';

const MAX_VALUES = 1000;
const MAX_LENGTH = 1000;

/** A value as JSON inside a message; a long one is cut. Calls nothing of the value, as JSON.stringify would a `toJSON`. */
export function describe(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(shortened(value, { left: MAX_VALUES })) as string | undefined;
  return text !== undefined && text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

function shortened(value: unknown, values: { left: number }): unknown {
  values.left -= 1;
  if (typeof value === 'string') return value.slice(0, MAX_LENGTH);
  if (typeof value === 'function') return 'function';
  if (typeof value !== 'object' || value === null) return value;
  if (LAMBDA in value || NATIVE in value) return 'function';
  if (values.left <= 0) return '…';
  const entries = Object.entries(value)
    .slice(0, values.left)
    .map(([key, item]): [string, unknown] => [key, shortened(item, values)]);
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}
