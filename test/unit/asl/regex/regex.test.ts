import { checkPattern, compilePattern, RegexLimitError } from '../../../../asl/regex';
import { Random } from '../../../support/random';

test.each([
  ['a|bc', '', 'bc', true],
  ['a|bc', '', 'abc', false],
  ['', '', '', true],
  ['(?:ab){2,3}', '', 'abab', true],
  ['(?:ab){2,3}', '', 'abababab', false],
  ['(?<year>\\d{4})-\\d\\d', '', '2024-03', true],
  ['[^/]+\\.txt', '', 'a b.txt', true],
  ['[\\]a-c-]+', '', ']b-', true],
  ['straße', 'i', 'STRAßE', true],
  ['(?i)abc', '', 'ABC', true],
  ['.', '', '\u{1F600}', true],
  ['a.b', '', 'a\nb', false],
  ['a.b', 's', 'a\nb', true],
  ['^a$\n^b$', 'm', 'a\nb', true],
  ['\\bfoo\\b.*', '', 'foo bar', true],
  ['\\p{L}+', '', 'über', true],
  ['(a*)*', '', 'aaaa', true],
  ['(a|b|)*c', '', 'ababc', true],
  ['\\u0041\\x42\\.', '', 'AB.', true],
])('/%s/%s on %j is %s', (source, flags, text, matches) => {
  expect(compilePattern(source, flags)(text)).toBe(matches);
});

test('it agrees with the native engine on generated patterns and texts', () => {
  const random = new Random(7);
  const different: string[] = [];
  for (let round = 0; round < 5_000; round++) {
    const source = pattern(random, 3);
    const native = new RegExp(`^(?:${source})$`, 'u');
    const matches = compilePattern(source, '');
    for (let text = 0; text < 5; text++) {
      const sample = Array.from({ length: random.int(6) }, () => random.pick(['a', 'b', 'c'])).join('');
      if (matches(sample) !== native.test(sample)) different.push(`${source} on ${sample}`);
    }
  }
  expect(different).toEqual([]);
});

test.each([
  ['(a', 'not closed'],
  ['a)', 'no beginning'],
  ['*a', 'cannot stand here'],
  ['[a', 'cannot stand here'],
  ['a{3,2}', 'wrong order'],
  ['(a)\\1', 'back references'],
  ['a(?!b)', 'lookaround'],
  ['a++', 'possessive'],
  ['[a&&b]', 'classes within classes'],
  ['\\p{Nope}', 'not known'],
  ['(?:(?:a{1000}){1000}){1000}', 'too large'],
  ['('.repeat(100_000), 'nested deeper'],
])('the pattern %s is refused', (source, words) => {
  expect(checkPattern(source, '')).toContain(words);
});

test('a text too long for its pattern ends with an error instead of taking for ever', () => {
  const matches = compilePattern('(?:.*a){1000}x', 's');
  expect(() => matches('a'.repeat(100_000))).toThrow(RegexLimitError);
});

function pattern(random: Random, depth: number): string {
  const one = (): string => {
    const kind = random.int(depth > 0 ? 7 : 4);
    if (kind < 3) return random.pick(['a', 'b', '.', '[ab]', '[^a]', '\\w']);
    if (kind === 3) return random.pick(['^', '$', '\\b', 'c']);
    if (kind === 4) return `(${pattern(random, depth - 1)}|${pattern(random, depth - 1)})`;
    return `(?:${pattern(random, depth - 1)})${random.pick(['*', '+', '?', '{2}', '{0,2}', '{1,}', '*?'])}`;
  };
  return Array.from({ length: random.int(3) + 1 }, one).join('');
}
