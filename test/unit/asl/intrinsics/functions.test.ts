import { createHash, randomBytes } from 'node:crypto';
import { INTRINSIC_NAMES, IntrinsicError, parseIntrinsic } from '../../../../asl/intrinsics';
import { PathMissError } from '../../../../asl/jsonpath';

const input = {
  list: [1, 2, 3, 4, 5, 6, 7, 8, 9],
  mixed: [{ a: 1, b: [2] }, { b: [2], a: 1 }, 1, '1', null, [1], { a: 1 }],
  text: 'Grüße, 世界 \u{1F600}',
  object: { a: 1, nested: { b: null, c: 'x', d: [true, { e: 1.5 }] } },
  template: 'Hi {}, \\{\\}!',
  words: 'a-b_c--d',
  nothing: null,
  half: 2.5,
};
const scope = { input, context: {}, variables: { n: 7 }, random: () => 0.999, uuid: () => 'the-uuid' };

function evaluated(text: string): unknown {
  return parseIntrinsic(text).evaluate(scope);
}

test.each<[string, unknown]>([
  ['States.Array()', []],
  ["States.Array('a', 1, -2.5e1, true, false, null, $.half, $n)", ['a', 1, -25, true, false, null, 2.5, 7]],
  ['States.ArrayPartition($.list, 4)', [[1, 2, 3, 4], [5, 6, 7, 8], [9]]],
  [
    'States.ArrayPartition($.list, $.half)',
    [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ],
  ],
  ['States.ArrayContains($.mixed, $.mixed[1])', true],
  ["States.ArrayContains($.mixed, '2')", false],
  ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
  ['States.ArrayRange(3, 0, -1)', [3, 2, 1, 0]],
  ['States.ArrayRange(3, 0, 1)', []],
  ['States.ArrayGetItem($.list, 8)', 9],
  ['States.ArrayLength($.list[?(@ > 5)])', 4],
  ['States.ArrayUnique($.mixed)', [{ a: 1, b: [2] }, 1, '1', null, [1], { a: 1 }]],
  ['States.Base64Decode(States.Base64Encode($.text))', 'Grüße, 世界 \u{1F600}'],
  ["States.Base64Decode('YQ')", 'a'],
  ['States.StringToJson(\'{"a": [1]}\')', { a: [1] }],
  ["States.StringToJson('')", null],
  ['States.JsonToString($.object.nested)', '{"b":null,"c":"x","d":[true,{"e":1.5}]}'],
  ['States.JsonMerge($.object, States.StringToJson(\'{"nested":2}\'), false)', { a: 1, nested: 2 }],
  ['States.MathAdd(2.5, -0.5)', 3],
  ['States.MathRandom(1, 4)', 3],
  ["States.StringSplit($.words, '-_')", ['a', 'b', 'c', 'd']],
  ["States.StringSplit('abc', '')", ['abc']],
  ["States.Format('{}: {}', $.object, $.nothing)", '{a=1, nested={b=null, c=x, d=[true, {e=1.5}]}}: null'],
  ["States.Format('it\\'s \\{{}\\} \\\\', 1)", "it's {1} \\"],
  ["States.Format($.template, 'Bo')", 'Hi Bo, {}!'],
  ["States.Format('no values, { }')", 'no values, { }'],
  ['States.UUID()', 'the-uuid'],
])('%s', (text, value) => {
  expect(evaluated(text)).toEqual(value);
});

test('there are all 18 functions', () => {
  expect(INTRINSIC_NAMES).toHaveLength(18);
});

test.each(['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'])(
  'States.Hash agrees with OpenSSL on %s',
  (name) => {
    for (const length of [0, 1, 55, 56, 64, 111, 112, 1_000]) {
      const data = randomBytes(length).toString('latin1');
      const hash = parseIntrinsic(`States.Hash($, '${name}')`).evaluate({ ...scope, input: data });
      expect(hash).toBe(
        createHash(name.replace('SHA-', 'SHA').toLowerCase()).update(data, 'utf8').digest('hex'),
      );
    }
  },
);

test('base64 agrees with Buffer on texts of every length', () => {
  for (let length = 0; length < 40; length++) {
    const text = Array.from('aß世\u{1F600}'.repeat(10)).slice(0, length).join('');
    const encoded = Buffer.from(text).toString('base64');
    const read = { ...scope, input: { text, encoded } };
    expect(parseIntrinsic('States.Base64Encode($.text)').evaluate(read)).toBe(encoded);
    expect(parseIntrinsic('States.Base64Decode($.encoded)').evaluate(read)).toBe(text);
  }
});

function draw(seed: number): unknown {
  return evaluated(`States.MathRandom(-5, 5, ${String(seed)})`);
}

test('a seed alone decides about a random number, which stays within its bounds', () => {
  const numbers = Array.from({ length: 200 }, (_, seed) => draw(seed));
  expect(numbers).toEqual(Array.from({ length: 200 }, (_, seed) => draw(seed)));
  expect(new Set(numbers)).toEqual(new Set([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4]));
});

test.each([
  ["States.ArrayLength('x')", 'an array'],
  ['States.ArrayPartition($.list, 0)', 'at least 1'],
  ['States.ArrayRange(0, 1000, 1)', 'at most 1000'],
  ['States.ArrayRange(0, 1, 0)', 'other than 0'],
  ['States.ArrayGetItem($.list, 9)', 'no item 9'],
  ['States.ArrayGetItem($.list, -1)', 'no item -1'],
  ['States.ArrayGetItem($.list, 0.5)', 'an integer'],
  ["States.Base64Decode('a*b=')", 'not base64'],
  ["States.StringToJson('{')", 'not JSON'],
  ['States.JsonMerge($.object, $.object, true)', 'must be false'],
  ['States.JsonMerge($.object, $.list, false)', 'an object'],
  ["States.Hash($.text, 'MD4')", 'MD5, SHA-1'],
  ["States.MathAdd(1, '1')", 'a number'],
  ['States.MathRandom(3, 3)', 'greater'],
  ["States.Format('{} {}', 1)", '2 times {}'],
  ['States.Format(1)', 'a string'],
])('%s fails', (text, words) => {
  expect(() => evaluated(text)).toThrow(IntrinsicError);
  expect(() => evaluated(text)).toThrow(words);
});

test.each(['Base64Encode', 'Base64Decode'])('States.%s takes no more than 10,000 characters', (name) => {
  const call = parseIntrinsic(`States.${name}($)`);
  expect(() => call.evaluate({ ...scope, input: 'a'.repeat(10_000) })).not.toThrow();
  expect(() => call.evaluate({ ...scope, input: 'a'.repeat(10_004) })).toThrow('at most 10000');
});

test('a path that finds nothing is a miss, not a failure of the function', () => {
  const call = parseIntrinsic("States.Format('{}', States.Array($.gone))");
  expect(() => call.evaluate(scope)).toThrow(PathMissError);
  expect(() => call.evaluate(scope)).toThrow("'$.gone'");
});
