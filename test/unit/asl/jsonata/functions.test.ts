import { HASH_ALGORITHMS, hashText } from '../../../../asl/hash';
import { createHash } from 'node:crypto';
import { decodeBase64, encodeBase64 } from '../../../../asl/jsonata/functions/base64';
import { NOW_MS, evaluate, failure } from './evaluate';

test.each<[string, unknown]>([
  ['$partition([1, 2, 3, 4, 5], 2)', [[1, 2], [3, 4], [5]]],
  ['$partition([0], 1)', [[0]]],
  ['$partition([], 2)', []],
  ['$range(0, 10, 5)', [0, 5, 10]],
  ['$range(1, 9, 9)', 1],
  ['$range(3, 1, -1)', [3, 2, 1]],
  ['$range(3, 1, 1)', undefined],
  ['$hash("text", "SHA-1")', '372ea08cab33e71c02c651dbc83a474d32c676ea'],
  ['$uuid()', '8d2b1c1e-0000-4000-8000-000000000001'],
  ['$random()', 0.1],
  ['$random(7) = $random(7)', true],
  ['$random(7) = $random(8)', false],
  ['$random(7) < 1 and $random(7) >= 0', true],
  ['$parse(\'{"a": [1, null]}\')', { a: [1, null] }],
  ['$parse(\'{"a": [1, 2]}\').a[1]', 2],
  ['$millis()', NOW_MS],
  ['$now()', '2026-01-02T03:04:05.000Z'],
  ['$now("[D01].[M01].[Y]", "+0200")', '02.01.2026'],
  ['$toMillis("04:00", "[H01]:[m01]")', Date.UTC(2026, 0, 2, 4)],
  ['$count($shuffle([1..5]))', 5],
  ['$sort($shuffle([1..5]))', [1, 2, 3, 4, 5]],
  ['$base64decode($base64encode("Müller"))', 'Müller'],
  [
    '$map([3, 5], $range(1, ?, 2))',
    [
      [1, 3],
      [1, 3, 5],
    ],
  ],
])('%s', (expression, value) => {
  expect(evaluate(expression)).toEqual(value);
});

test.each(['$eval("1")', '$randomSeeded(1)'])('the service has no %s', (expression) => {
  expect(failure(expression).code).toBe('JsonataEvaluationError T1006');
});

test.each<[string, string]>([
  ['$partition([1], 0)', 'size must be greater than 0'],
  ['$range(1, 2, 0)', 'step must not be 0'],
  ['$hash("a", "CRC")', 'there is no algorithm "CRC"; there are MD5, SHA-1'],
  ['$parse("{")', 'the text is not JSON'],
])('%s says what is wrong', (expression, message) => {
  expect(failure(expression).message).toContain(message);
});

test('hashes are those of every other implementation', () => {
  for (const algorithm of HASH_ALGORITHMS)
    for (const text of ['', 'abc', 'Grüße 😀', 'x'.repeat(1000)])
      expect(hashText(text, algorithm)).toBe(
        createHash(algorithm.replace('-', '')).update(text).digest('hex'),
      );
});

test('Base64 is that of Node.js', () => {
  for (const text of ['', 'a', 'ab', 'abc', 'ÿ\u0000þ', 'x😀']) {
    expect(encodeBase64(text)).toBe(Buffer.from(text, 'latin1').toString('base64'));
    expect(decodeBase64(encodeBase64(text))).toBe(Buffer.from(text, 'latin1').toString('latin1'));
  }
  for (const text of ['YQ', 'YQ==', 'Y W\nI=', '-_-_', '+/+/', 'YWI=YWI='])
    expect(decodeBase64(text)).toBe(Buffer.from(text, 'base64').toString('latin1'));
});
