/** A time as the API writes it: to the second, which every official client can read. */
export function apiTime(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
