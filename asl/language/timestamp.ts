/** An instant: whole seconds since the epoch, and the nanoseconds after them. */
export interface Timestamp {
  readonly seconds: number;
  readonly nanos: number;
}

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/**
 * Reads an RFC 3339 timestamp as the language wants it: capital `T` and `Z`, seconds given, always a zone.
 * Undefined for anything else, also for a date that does not exist. Digits beyond nanoseconds are cut off.
 */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = RFC_3339.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [offsetHours, offsetMinutes] = [Number(match[9] ?? 0), Number(match[10] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 18 || offsetMinutes > 59) return undefined;
  // Date.UTC takes the years 0 to 99 as 1900 to 1999; 400 years later the calendar is the same.
  const days = new Date(Date.UTC(year + 400, month - 1, day));
  if (days.getUTCMonth() !== month - 1 || days.getUTCDate() !== day) return undefined;
  const offset = (offsetHours * 60 + offsetMinutes) * (match[8] === '-' ? -60 : 60);
  const seconds = days.getTime() / 1000 - SECONDS_IN_400_YEARS + hour * 3600 + minute * 60 + second - offset;
  return { seconds, nanos: Number((match[7] ?? '').slice(0, 9).padEnd(9, '0')) };
}

const SECONDS_IN_400_YEARS = 146_097 * 86_400;

/** Negative where `left` is earlier, 0 where both are the same instant. */
export function compareTimestamps(left: Timestamp, right: Timestamp): number {
  return left.seconds - right.seconds || left.nanos - right.nanos;
}
