import type { IncomingHttpHeaders } from 'node:http';
import { headerText } from '../decode/header-values';
import { httpDate } from '../decode/retry-after';

/** `Date` is cut to whole seconds: it may be this much later already. */
const CUT_OFF_MS = 1000;

/** Milliseconds from an answer's own `Date` to a time in it, so that a wrong clock here changes nothing. */
export function lifetimeMs(expiresAt: unknown, headers: IncomingHttpHeaders): number | undefined {
  const end = typeof expiresAt === 'string' ? Date.parse(expiresAt) : Number.NaN;
  if (Number.isNaN(end)) return undefined;
  const sentMs = httpDate(headerText(headers, 'date'));
  return Math.max(0, end - (sentMs === undefined ? Date.now() : sentMs + CUT_OFF_MS));
}
