import type { IncomingHttpHeaders } from 'node:http';
import { headerText } from './header-values';

/** The longest a retry can be put off in Temporal; whether so long a wait makes sense is the rules' business. */
const MAX_RETRY_AFTER_MS = 365 * 24 * 60 * 60 * 1000;

/**
 * `Retry-After` in milliseconds: whole seconds, or a date, which is measured against the server's own `Date` where it is
 * there. A date in the past is 0. What cannot be read counts as absent.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterMs(headers: IncomingHttpHeaders, now: number): number | undefined {
  const value = headerText(headers, 'retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, MAX_RETRY_AFTER_MS);
  const until = httpDate(value);
  if (until === undefined) return undefined;
  const from = httpDate(headerText(headers, 'date')) ?? now;
  return Math.min(Math.max(0, until - from), MAX_RETRY_AFTER_MS);
}

/** A date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`, or in one of the two obsolete ways. */
export function httpDate(text: string | undefined): number | undefined {
  if (text === undefined || !/^[A-Z][a-z]{2,8},? /.test(text)) return undefined;
  // asctime() carries no zone: it is UTC as well.
  const time = Date.parse(text.includes('GMT') ? text : `${text} GMT`);
  return Number.isNaN(time) ? undefined : time;
}
