const SHAPE =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * Milliseconds since the epoch of an RFC 3339 date and time with `T` and a zone, to the nanosecond's digits;
 * undefined for anything else, also for a day that its month does not have.
 */
export function parseTimestamp(value: unknown): number | undefined {
  const match = typeof value === 'string' ? SHAPE.exec(value) : null;
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, sign, offsetHours, offsetMinutes] = match;
  const fields = [year, month, day, hour, minute, second ?? '0'].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = fields;
  const at = Date.UTC(y, mo - 1, d, h, mi, s, Number((fraction ?? '').padEnd(3, '0').slice(0, 3)));
  const read = new Date(at);
  const kept =
    read.getUTCFullYear() === y &&
    read.getUTCMonth() === mo - 1 &&
    read.getUTCDate() === d &&
    h < 24 &&
    mi < 60 &&
    s < 60;
  if (!kept) return undefined;
  const offset = (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * 60_000;
  return sign === '-' ? at + offset : at - offset;
}
