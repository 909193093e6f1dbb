import { retryAfterMs } from '../../../functiongraph/decode/retry-after';

const NOW = Date.parse('Mon, 23 Nov 2026 12:00:00 GMT');
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

test.each([
  ['2', 2_000],
  [' 2 ', 2_000],
  ['0', 0],
  ['86400', 86_400_000],
  ['99999999999999999999', YEAR_MS],
  ['Mon, 23 Nov 2026 12:00:05 GMT', 5_000],
  ['Monday, 23-Nov-26 12:00:05 GMT', 5_000],
  ['Mon Nov 23 12:00:05 2026', 5_000],
  ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  ['2.5', undefined],
  ['1e3', undefined],
  ['2026-11-23', undefined],
  ['', undefined],
])('Retry-After: %s is read as %s', (value, expected) => {
  expect(retryAfterMs({ 'retry-after': value }, NOW)).toBe(expected);
});

test("a date is measured against the server's own clock", () => {
  const headers = { 'retry-after': 'Mon, 23 Nov 2026 15:00:05 GMT', date: 'Mon, 23 Nov 2026 15:00:00 GMT' };
  expect(retryAfterMs(headers, NOW)).toBe(5_000);
});
