import { ChoiceRuleError, compileChoiceRule } from '../../../../asl/choice';
import { PathMissError } from '../../../../asl/jsonpath';
import type { ChoiceRule } from '../../../../asl/language/definition';

const scope = {
  input: { n: 5, m: 7, s: 'log-1.txt', t: '2024-03-14T01:59:00Z', yes: true, no: null, list: [] },
  context: {},
  variables: { v: 5 },
};

function holds(rule: ChoiceRule): boolean {
  return compileChoiceRule(rule, '').evaluate(scope);
}

function on(value: unknown, operator: string, operand: unknown): boolean {
  const rule = { Variable: '$.x', [operator]: operand } as ChoiceRule;
  return compileChoiceRule(rule, '').evaluate({ ...scope, input: { x: value, y: operand } });
}

test.each([
  ['String', 'b', ['a', 'b', 'c']],
  ['Numeric', 1.5, [-1, 1.5, 2]],
  [
    'Timestamp',
    '2024-03-14T01:59:00Z',
    ['2024-03-14T02:58:59+01:00', '2024-03-14T00:59:00-01:00', '2024-03-14T01:59:00.000000001Z'],
  ],
] as const)(
  '%s comparisons order smaller, equal and greater values, by value and by path',
  (family, operand, values) => {
    const table = {
      Equals: [false, true, false],
      LessThan: [true, false, false],
      LessThanEquals: [true, true, false],
      GreaterThan: [false, false, true],
      GreaterThanEquals: [false, true, true],
    };
    for (const [order, expected] of Object.entries(table)) {
      expect(values.map((value) => on(value, `${family}${order}`, operand))).toEqual(expected);
      const twin = compileChoiceRule({ Variable: '$.x', [`${family}${order}Path`]: '$.y' }, '');
      expect(values.map((x) => twin.evaluate({ ...scope, input: { x, y: operand } }))).toEqual(expected);
      expect(on({ other: 'type' }, `${family}${order}`, operand)).toBe(false);
      expect(twin.evaluate({ ...scope, input: { x: values[1], y: null } })).toBe(false);
    }
  },
);

test('strings compare by code point', () => {
  expect(on('\u{1F600}', 'StringGreaterThan', '\uFF5E')).toBe(true);
  expect(on('\uFF5E', 'StringLessThan', '\u{1F600}')).toBe(true);
  expect(on('\u{1F600}', 'StringLessThan', '\u{1F601}')).toBe(true);
});

test.each([
  ['log-*.txt', 'log-1.txt', true],
  ['log-*.txt', 'log-.txt', true],
  ['log-*.txt', 'log.txt', false],
  ['*', '', true],
  ['a*b*c', 'a1b2b3c', true],
  ['a*b*c', 'acb', false],
  ['a*a', 'a', false],
  ['**x', 'x', true],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'aXb', false],
  ['a\\\\*', 'a\\rest', true],
  ['a.c', 'abc', false],
  ['', '', true],
  ['*a*a*a*a*a*a*a*b', 'a'.repeat(5_000), false],
])('StringMatches %s on %s is %s', (pattern, text, matches) => {
  expect(on(text, 'StringMatches', pattern)).toBe(matches);
});

test.each([
  ['IsNull', null],
  ['IsNumeric', 1],
  ['IsString', 'x'],
  ['IsBoolean', false],
  ['IsTimestamp', '2024-02-29T23:59:59.5+05:30'],
])('%s holds for its type alone, and its operand may be false', (operator, value) => {
  expect(on(value, operator, true)).toBe(true);
  expect(on(value, operator, false)).toBe(false);
  expect(on({}, operator, true)).toBe(false);
  expect(on({}, operator, false)).toBe(true);
});

test.each([
  '2024-03-14t01:59:00Z',
  '2024-03-14T01:59:00z',
  '2024-03-14 01:59:00Z',
  '2024-03-14T01:59:00',
  '2024-03-14T01:59Z',
  '2023-02-29T00:00:00Z',
  '2024-13-01T00:00:00Z',
  '2024-03-14T24:00:00Z',
  '2024-03-14',
])('%s is no timestamp', (text) => {
  expect(on(text, 'IsTimestamp', true)).toBe(false);
});

test('only IsPresent may look at what is not there', () => {
  expect(holds({ Variable: '$.gone', IsPresent: false })).toBe(true);
  expect(holds({ Variable: '$.n.deeper', IsPresent: true })).toBe(false);
  expect(holds({ Variable: '$.no', IsPresent: true })).toBe(true);
  const missing = (): boolean => holds({ Variable: '$.gone', IsNull: true });
  expect(missing).toThrow(PathMissError);
  expect(missing).toThrow(
    "Invalid path '$.gone': The choice state's condition path references an invalid value",
  );
  expect(() => holds({ Variable: '$.n', NumericEqualsPath: '$.gone' })).toThrow("'$.gone'");
});

test('And and Or stop at the first part that decides', () => {
  const miss = { Variable: '$.gone', NumericEquals: 1 };
  expect(holds({ And: [{ Variable: '$.gone', IsPresent: true }, miss] })).toBe(false);
  expect(holds({ Or: [{ Variable: '$v', NumericEquals: 5 }, miss] })).toBe(true);
  expect(holds({ Not: { Variable: '$.yes', BooleanEquals: false } })).toBe(true);
  expect(() => holds({ And: [{ Variable: '$.n', NumericEquals: 5 }, miss] })).toThrow(PathMissError);
});

test.each<[ChoiceRule, string]>([
  [{ Variable: '$.n', NumericGreaterThan: 5 }, '$.n > 5'],
  [{ Variable: '$.n', NumericLessThanEqualsPath: '$.m' }, '$.n <= $.m'],
  [{ Variable: '$.s', StringMatches: 'log-*' }, '$.s matches "log-*"'],
  [{ Variable: '$.n', IsPresent: false }, '$.n is not present'],
  [{ Variable: '$.n', IsNumeric: true }, '$.n is a number'],
  [
    {
      And: [
        {
          Or: [
            { Variable: '$.a', IsNull: true },
            { Variable: '$.b', IsNull: true },
          ],
        },
        { Not: { Variable: '$.c', StringEquals: 'this and that' } },
        { Variable: '$.d', StringEquals: 'x or y' },
      ],
    },
    '($.a is null or $.b is null) and not ($.c == "this and that") and $.d == "x or y"',
  ],
  [{ And: [{ Variable: '$.a', IsNull: true }] }, '$.a is null'],
])('%j reads %s', (rule, text) => {
  expect(compileChoiceRule(rule, '').describe()).toBe(text);
});

test.each<[unknown, string, string]>([
  [{ Variable: '$.n' }, '', 'no operator'],
  [{ NumericEquals: 1 }, '/Variable', "needs 'Variable'"],
  [{ Variable: '$.n', NumericEquals: 1, IsNull: true }, '', 'several operators'],
  [{ Variable: '$.n', NumericEqual: 1 }, '/NumericEqual', 'no operator'],
  [{ Variable: '$.n', StringMatchesPath: '$.m' }, '/StringMatchesPath', 'no operator'],
  [{ Variable: '$.n', constructor: 1 }, '/constructor', 'no operator'],
  [{ Condition: '{% true %}' }, '/Condition', 'belongs to JSONata'],
  [{ Variable: '$.n', NumericEquals: '1' }, '/NumericEquals', 'wants a number'],
  [{ Variable: '$.n', TimestampEquals: 'today' }, '/TimestampEquals', 'RFC 3339'],
  [{ Variable: '$.n', IsNull: 'true' }, '/IsNull', 'true or false'],
  [{ Variable: '$.n', NumericEqualsPath: 1 }, '/NumericEqualsPath', 'wants a path'],
  [{ Variable: '$.n', NumericEqualsPath: '$.[' }, '/NumericEqualsPath', "after '['"],
  [{ Variable: 'n', NumericEquals: 1 }, '/Variable', "begin with '$'"],
  [{ And: [] }, '/And', 'at least one rule'],
  [{ Or: [{ Variable: '$.n', IsNull: true }, 1] }, '/Or/1', 'must be an object'],
  [{ Not: { And: [{ Variable: '$.n', NumericEqual: 1 }] } }, '/Not/And/0/NumericEqual', 'no operator'],
  [{ And: [{ Variable: '$.n', IsNull: true, Next: 'X' }] }, '/And/0/Next', 'has no Next'],
  [{ Variable: '$.n', Not: { Variable: '$.n', IsNull: true } }, '/Variable', 'no Variable of its own'],
])('%j is refused at %s', (rule, pointer, words) => {
  let refused: unknown;
  try {
    compileChoiceRule(rule as ChoiceRule, '/Choices/0');
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(ChoiceRuleError);
  expect(refused).toMatchObject({
    pointer: `/Choices/0${pointer}`,
    message: expect.stringContaining(words) as string,
  });
});
