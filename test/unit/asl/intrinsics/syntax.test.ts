import { IntrinsicSyntaxError, isIntrinsic, parseIntrinsic } from '../../../../asl/intrinsics';

function refusal(text: string): IntrinsicSyntaxError {
  try {
    parseIntrinsic(text);
  } catch (error) {
    if (error instanceof IntrinsicSyntaxError) return error;
    throw error;
  }
  throw new Error('the call was read');
}

function nested(depth: number): string {
  return `${'States.Array('.repeat(depth)}1${')'.repeat(depth)}`;
}

test.each([
  ['States.', 0, 'a call such as'],
  ['States.Array', 0, 'a call such as'],
  ['States.Array(', 13, 'an argument'],
  ['States.Array(1', 14, "',' or ')'"],
  ['States.Array(1,)', 15, 'an argument'],
  ['States.Array(1) x', 16, 'nothing more'],
  ['States.Array(a)', 13, 'an argument'],
  ['States.Array("a")', 13, 'an argument'],
  ['States.Array($.a b)', 17, "['the name']"],
  ['States.Array($.a[)', 17, 'a number'],
  ["States.Array('a)", 13, 'at the end of this text'],
  ["States.Array('a\\\"b')", 15, 'A backslash may stand only before'],
  ["States.Array('a\\nb')", 15, 'A backslash may stand only before'],
  ['States.Nope(1)', 0, 'There is no function States.Nope'],
  ['States.Array(States.constructor(1))', 13, 'There is no function'],
  ['States.MathAdd(1)', 0, 'takes 2 arguments (first, second), not 1'],
  ['States.MathRandom(1)', 0, 'takes 2 to 3 arguments'],
  ['States.UUID(1)', 0, 'takes 0 arguments'],
  ['States.Format()', 0, 'takes at least 1 argument'],
])('%j is refused at its column %d', (text, column, words) => {
  const error = refusal(text);
  expect(error.message).toContain(words);
  expect(error.column).toBe(column);
});

test('calls nest ten deep and no deeper', () => {
  expect(parseIntrinsic(nested(10)).functions).toHaveLength(10);
  expect(refusal(nested(11)).message).toContain('deeper than 10');
  expect(refusal('States.Array('.repeat(100_000)).message).toContain('deeper than 10');
});

test('commas and brackets within a path belong to the path', () => {
  const call = parseIntrinsic("States.Array($.a[?(@.b in ['x,)', \"y\"])].c , $['d)','e,'], $.f[0,1])");
  expect(call.paths.map(({ text }) => text)).toEqual([
    '$.a[?(@.b in [\'x,)\', "y"])].c',
    "$['d)','e,']",
    '$.f[0,1]',
  ]);
});

test('a call lists its paths and functions, nested ones too', () => {
  const call = parseIntrinsic("States.Format('{}', States.MathAdd($.a, States.ArrayLength($$.b)))");
  expect(call.functions).toEqual(['Format', 'MathAdd', 'ArrayLength']);
  expect(call.paths.map(({ text }) => text)).toEqual(['$.a', '$$.b']);
});

test('arguments written in place that can never do are told before a run, with their column', () => {
  expect(parseIntrinsic("States.Array(States.MathAdd(1, '-1'))").problems).toEqual([
    {
      message: 'States.MathAdd wants a number as its argument 2 (second), not "-1"',
      column: 31,
    },
  ]);
  expect(parseIntrinsic('States.MathAdd(1, $.b)').problems).toEqual([]);
});

test('a call is told from a path by its beginning', () => {
  expect(isIntrinsic('States.UUID()')).toBe(true);
  expect(isIntrinsic('$.States.UUID')).toBe(false);
});
