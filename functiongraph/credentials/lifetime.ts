import type { IncomingHttpHeaders } from 'node:http';
import { headerText } from '../decode/header-values';
import { httpDate } from '../decode/retry-after';

/** Milliseconds from an answer's own `Date` to a time in it, so that a wrong clock here changes nothing. */
export function lifetimeMs(expiresAt: unknown, headers: IncomingHttpHeaders): number | undefined {
  const end = typeof expiresAt === 'string' ? Date.parse(expiresAt) : Number.NaN;
  if (Number.isNaN(end)) return undefined;
  return Math.max(0, end - (httpDate(headerText(headers, 'date')) ?? Date.now()));
}
