import { conditionText } from '../../../../asl/graph/model/condition';

describe('a rule is said in short words', () => {
  test.each<[object, string]>([
    [{ Variable: '$.n', NumericGreaterThan: 5 }, '$.n > 5'],
    [{ Variable: '$.n', NumericLessThanEquals: 5 }, '$.n ≤ 5'],
    [{ Variable: '$.n', NumericEqualsPath: '$.m' }, '$.n = $.m'],
    [{ Variable: '$.s', StringEquals: 'yes' }, '$.s = "yes"'],
    [{ Variable: '$.s', StringGreaterThanEqualsPath: '$.t' }, '$.s ≥ $.t'],
    [{ Variable: '$.s', StringMatches: 'log-*.txt' }, '$.s like "log-*.txt"'],
    [{ Variable: '$.b', BooleanEquals: true }, '$.b'],
    [{ Variable: '$.b', BooleanEquals: false }, 'not $.b'],
    [{ Variable: '$.b', BooleanEqualsPath: '$.c' }, '$.b = $.c'],
    [{ Variable: '$.t', TimestampLessThan: '2030-01-01T00:00:00Z' }, '$.t < 2030-01-01T00:00:00Z'],
    [{ Variable: '$.x', IsPresent: true }, '$.x is present'],
    [{ Variable: '$.x', IsNull: false }, '$.x is not null'],
    [{ Variable: '$.x', IsNumeric: true }, '$.x is a number'],
    [{ Not: { Variable: '$.x', IsString: true } }, 'not $.x is a string'],
    [
      {
        And: [
          { Variable: '$.a', IsBoolean: true },
          {
            Or: [
              { Variable: '$.b', NumericEquals: 1 },
              { Variable: '$.c', NumericEquals: 2 },
            ],
          },
        ],
        Next: 'A',
      },
      '$.a is a boolean and ($.b = 1 or $.c = 2)',
    ],
    [{ Condition: "{% $states.input.type\n   = 'Private' %}", Next: 'A' }, "$states.input.type = 'Private'"],
    [{ Condition: true, Next: 'A' }, 'true'],
  ])('%j', (rule, text) => {
    expect(conditionText(rule)).toBe(text);
  });

  test.each([
    undefined,
    null,
    'text',
    {},
    { Next: 'A' },
    { And: [] },
    { And: 'x' },
    { Variable: '$.x', Equals: 1 },
  ])('what is no rule is a question mark: %j', (rule) => {
    expect(conditionText(rule)).toBe('?');
  });
});
