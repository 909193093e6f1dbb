import type { IncomingHttpHeaders } from 'node:http';

/** A header as it stands, the first one where it was sent twice. */
export function headerText(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** All values of a header that was sent twice, or joined by a comma on the way; empty ones are left out. */
export function headerValues(headers: IncomingHttpHeaders, name: string): readonly string[] {
  const value = headers[name];
  if (value === undefined) return NONE;
  if (typeof value === 'string' && !value.includes(',')) {
    const text = value.trim();
    return text === '' ? NONE : [text];
  }
  return String(value)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const NONE: readonly string[] = [];
