import { Meter } from '../../../../asl/jsonata/meter';
import { Matcher } from '../../../../asl/jsonata/pattern/matcher';
import { programOf } from '../../../../asl/jsonata/pattern/program';

const LIMITS = { work: 1_000_000, depth: 1 };

/** All matches: text, place and groups. */
function ours(pattern: RegExp, text: string): unknown[] {
  const meter = new Meter(LIMITS);
  meter.start();
  const matcher = new Matcher(programOf(pattern), meter);
  const found: unknown[] = [];
  for (let match = matcher.exec(text); match !== null; match = matcher.exec(text)) {
    found.push([match.index, ...Array.from(match)]);
    if (match[0] === '') matcher.lastIndex += 1;
  }
  return found;
}

function native(pattern: RegExp, text: string): unknown[] {
  return [...text.matchAll(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`))].map((match) => [
    match.index,
    ...match,
  ]);
}

test.each<[RegExp, string]>([
  [/(a+)(b*)\1?/, 'aabbaa aba'],
  [/(?:(a)|b)*/, 'ab'],
  [/(z)((a+)?(b+)?(c))*/, 'zaacbbbcac'],
  [/(?=(a+))a*b\1/, 'baaabac'],
  [/(?<=(\d+)(\d+))$/, '1053'],
  [/(?<=\1(a))a/, 'aaa'],
  [/(?<!\$)\b\d+\b/, '$10 20 a30'],
  [/(?<year>\d{4})-(?<month>\d\d)\k<month>?/, '2024-0707 1999-12'],
  [/(a*)*/, 'b'],
  [/(?:a?)*?$/, 'aaa'],
  [/(a?){2,3}b/, 'aab b'],
  [/(?:ab){2,}?c/, 'abababc'],
  [/x{0}y{1,2}z{2}/, 'yzz yyzz xyzz'],
  [/^\s*\w+$/m, ' one\ntwo \r\n three'],
  [/[^\W\d_]+[\s\S]?/, 'Äb 1c_d'],
  [/straSSE|ſ|k/i, 'STRASSe \u212a K S'],
  [/(ab)\1/i, 'aBAb'],
  [/\0|\x41|\u0042|\cJ|\//, 'AB\n/\0'],
  [/a|ab|abc/, 'abc'],
  [new RegExp('\\p{2}[\\d-x]{1}]'), 'pp-]'],
  [/😀+./, '😀😀x'],
  [/(?:)/, 'ab'],
])('%s matches as the engine’s own RegExp does', (pattern, text) => {
  expect(ours(pattern, text)).toEqual(native(pattern, text));
});

test('random patterns match as the engine’s own RegExp does', () => {
  const random = generator(20260807);
  for (let round = 0; round < 3000; round += 1) {
    const pattern = new RegExp(alternatives(random, 3), ['', 'i', 'm', 'im'][Math.floor(random() * 4)]);
    const text = Array.from({ length: 9 }, () => pick(random, ['a', 'b', 'A', '1', ' ', '\n'])).join('');
    expect([pattern, text, ours(pattern, text)]).toEqual([pattern, text, native(pattern, text)]);
  }
});

function alternatives(random: () => number, depth: number): string {
  const sequence = (): string =>
    Array.from({ length: Math.floor(random() * 4) }, () => term(random, depth)).join('');
  return random() < 0.3 ? `${sequence()}|${sequence()}` : sequence();
}

function term(random: () => number, depth: number): string {
  const inside = (): string => alternatives(random, depth - 1);
  const atom =
    depth > 0 && random() < 0.45
      ? pick(random, ['(', '(', '(?:', '(?=', '(?!']) + `${inside()})`
      : pick(random, [
          'a',
          'b',
          '.',
          '[ab]',
          '[^a]',
          '\\w',
          '\\d',
          '\\s',
          '1',
          '\\b',
          '^',
          '$',
          '\\1',
          '\\2',
          '(?<=a)',
          '(?<!b|1)',
        ]);
  const quantified = !/^(\^|\$|\\b|\(\?<)/.test(atom);
  return quantified && random() < 0.4
    ? atom + pick(random, ['*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?', '{2,}'])
    : atom;
}

function pick<T>(random: () => number, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** Lehmer's generator: the same patterns in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
