import { parseJsonPath, parseReferencePath, PathSyntaxError } from '../../../../asl/jsonpath';
import { Random } from '../../../support/random';

const ROUNDS = 300;

test('every node of a document is found by its own path', () => {
  const random = new Random(1);
  for (let round = 0; round < ROUNDS; round++) {
    const input = random.json();
    for (const [path, node] of nodes(input)) {
      expect(parseJsonPath(path).evaluate(scopeOf(input))).toBe(node);
    }
  }
});

test('a scan for everything finds every node below, parents before their children', () => {
  const random = new Random(2);
  for (let round = 0; round < ROUNDS; round++) {
    const input = random.json();
    const scanned = parseJsonPath('$..*').evaluate(scopeOf(input));
    const below = nodes(input)
      .slice(1)
      .map(([, node]) => node);
    expect(scanned).toHaveLength(below.length);
    expect(new Set(scanned as unknown[])).toEqual(new Set(below));
  }
});

test('slices with ends that are not negative are those of arrays', () => {
  const random = new Random(3);
  for (let round = 0; round < ROUNDS; round++) {
    const input = Array.from({ length: random.int(6) }, (_, at) => at);
    const [from, to] = [random.int(8), random.int(8)];
    expect(parseJsonPath(`$[${String(from)}:${String(to)}]`).evaluate(scopeOf(input))).toEqual(
      input.slice(from, to),
    );
    expect(parseJsonPath(`$[-${String(from + 1)}:]`).evaluate(scopeOf(input))).toEqual(
      input.slice(-(from + 1)),
    );
  }
});

test('what is put at a path is found there, and nothing that was given has changed', () => {
  const random = new Random(4);
  for (let round = 0; round < ROUNDS; round++) {
    const input = random.json();
    const before = JSON.stringify(input);
    const value = { put: round };
    for (const [path, node] of nodes(input)) {
      const changed = parseReferencePath(path).put(input, value);
      expect(parseJsonPath(path).evaluate(scopeOf(changed))).toBe(value);
      expect(JSON.stringify(input)).toBe(before);
      expect(JSON.stringify(parseReferencePath(path).put(changed, node))).toBe(before);
    }
  }
});

test('any text is either read or refused with a column within it', () => {
  const random = new Random(5);
  const outside: string[] = [];
  const parts = [
    '$',
    '.',
    '..',
    '[',
    ']',
    '*',
    '?(',
    ')',
    '@',
    "'",
    '"',
    'a',
    '0',
    '-1',
    ':',
    ',',
    ' ',
    '==',
    '&&',
    '!',
    '/',
    '\\',
    '(',
    '{',
  ] as const;
  for (let round = 0; round < 20_000; round++) {
    const text = `$${Array.from({ length: random.int(12) }, () => random.pick(parts)).join('')}`;
    let column = 0;
    try {
      parseJsonPath(text).evaluate(scopeOf({ a: [1, { a: 2 }] }));
    } catch (error) {
      if (!(error instanceof PathSyntaxError)) throw error;
      column = error.column;
    }
    if (column < 0 || column > text.length) outside.push(text);
  }
  expect(outside).toEqual([]);
});

function scopeOf(input: unknown): Parameters<ReturnType<typeof parseJsonPath>['evaluate']>[0] {
  return { input, context: {}, variables: {} };
}

/** Each node with its path, parents first. */
function nodes(value: unknown, path = '$'): [string, unknown][] {
  const below: [string, unknown][] = Array.isArray(value)
    ? value.map((item, at): [string, unknown] => [`${path}[${String(at)}]`, item])
    : typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, item]): [string, unknown] => [`${path}['${quoted(key)}']`, item])
      : [];
  return [[path, value], ...below.flatMap(([at, item]) => nodes(item, at))];
}

function quoted(name: string): string {
  return name.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
