import {
  checkRetryRules,
  durationMs,
  formatMs,
  fromWireRules,
  parseDuration,
  toWireRules,
} from '../../../retry';
import type { RetryRule } from '../../../retry';

describe('a duration', () => {
  test.each<[unknown, number]>([
    [0, 0],
    [1500, 1500],
    ['500ms', 500],
    ['2 seconds', 2000],
    ['1.5h', 5_400_000],
    ['1 min', 60_000],
    ['365 days', 31_536_000_000],
  ])('%p is %p ms', (value, expected) => {
    expect(parseDuration(value)).toBe(expected);
  });

  test.each([
    ['5'],
    [''],
    ['-1s'],
    ['1e3s'],
    [' 5s'],
    ['5  s'],
    ['5S'],
    ['soon'],
    ['366 days'],
    ['1y'],
    [-1],
    [NaN],
    [Infinity],
    [null],
    [{}],
  ])('%p is none', (value) => {
    expect(parseDuration(value)).toBeUndefined();
  });

  test('that is none is refused with the field and the remedy', () => {
    expect(() => durationMs('5' as never, 'timeout')).toThrow(
      "timeout: '5' is not a span of time; write milliseconds (500) or text with a unit ('500ms', '2 seconds', '1.5h'), from 0 to 365 days",
    );
  });

  test('is shown in the unit that a person would use', () => {
    expect([250, 1500, 90_000, 1_800_000, 86_400_000].map(formatMs)).toEqual([
      '250 ms',
      '1.5 s',
      '90 s',
      '30 min',
      '24 h',
    ]);
  });
});

describe('checking rules', () => {
  test('finds nothing wrong with good ones', () => {
    expect(
      checkRetryRules([
        {
          errors: ['FSS.0429', 'MyError'],
          maxAttempts: 0,
          interval: '1s',
          backoffRate: 1,
          maxInterval: 5000,
          jitter: 'none',
        },
        { errors: ['States.ALL'], onlyTransient: true },
        { errors: ['States.ALL'] },
      ]),
    ).toEqual([]);
  });

  test.each<[string, unknown, RegExp]>([
    ['no list', 'always', /^retry: must be a list of rules/],
    ['no object', [3], /^retry\[0\]: must be an object/],
    [
      'an unknown key',
      [{ errors: ['E'], retries: 3 }],
      /^retry\[0\]\.retries: unknown; a rule has errors, maxAttempts/,
    ],
    ['no names', [{ errors: [] }], /^retry\[0\]\.errors: must list at least one name/],
    ['a name that is no text', [{ errors: ['E', 429] }], /^retry\[0\]\.errors\[1\]: 429 must be a name/],
    [
      'a misspelt group',
      [{ errors: ['FunctionGraph.Throtled'] }],
      /names no failure; those that begin with FunctionGraph\. are FunctionGraph\.Throttled,/,
    ],
    ['a name in the wrong case', [{ errors: ['States.All'] }], /did you mean 'States\.ALL'/],
    [
      'half a retry',
      [{ errors: ['E'], maxAttempts: 1.5 }],
      /^retry\[0\]\.maxAttempts: 1\.5 must be a whole number/,
    ],
    ['less than no retries', [{ errors: ['E'], maxAttempts: -1 }], /maxAttempts: -1/],
    [
      'an interval without a unit',
      [{ errors: ['E'], interval: '5' }],
      /^retry\[0\]\.interval: '5' is not a span of time/,
    ],
    [
      'a longest wait of nothing',
      [{ errors: ['E'], maxInterval: 0 }],
      /^retry\[0\]\.maxInterval: 0 would mean no waits/,
    ],
    [
      'waits that shrink',
      [{ errors: ['E'], backoffRate: 0.5 }],
      /^retry\[0\]\.backoffRate: 0\.5 must be a number of at least 1/,
    ],
    ['an endless rate', [{ errors: ['E'], backoffRate: Infinity }], /backoffRate/],
    [
      'a wish that is none',
      [{ errors: ['E'], onlyTransient: 1 }],
      /^retry\[0\]\.onlyTransient: 1 must be true or false/,
    ],
    [
      'an unknown jitter',
      [{ errors: ['E'], jitter: 'equal' }],
      /^retry\[0\]\.jitter: "equal" must be 'full' or 'none'/,
    ],
    [
      'a rule that is never reached',
      [{ errors: ['States.ALL'] }, { errors: ['E'] }],
      /^retry\[1\]: is never reached, retry\[0\] names States\.ALL/,
    ],
  ])('names field, position and remedy of %s', (_, rules, message) => {
    const problems = checkRetryRules(rules);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });

  test('tells everything at once, under the name that the caller gives', () => {
    expect(
      checkRetryRules([{ errors: [''], maxAttempts: 'x', jitter: 1 }], 'functions.pay.retry'),
    ).toHaveLength(3);
  });
});

test('rules cross the wire in milliseconds, without defaults, and mean the same on the other side', () => {
  const rules: RetryRule[] = [
    { errors: ['A'], maxAttempts: 0, interval: '1.5s', backoffRate: 3, maxInterval: '1h', jitter: 'full' },
    { errors: ['B'], jitter: 'none', onlyTransient: false },
    { errors: ['C'], onlyTransient: true },
  ];
  const wire = toWireRules(rules);
  expect(wire).toEqual([
    {
      errors: ['A'],
      maxAttempts: 0,
      intervalMs: 1500,
      backoffRate: 3,
      maxIntervalMs: 3_600_000,
      jitter: 'full',
    },
    { errors: ['B'] },
    { errors: ['C'], onlyTransient: true },
  ]);
  expect(toWireRules(fromWireRules(JSON.parse(JSON.stringify(wire))))).toEqual(wire);
});

test('a duration that is none does not reach the wire', () => {
  expect(() => toWireRules([{ errors: ['A'], interval: 'soon' as never }])).toThrow('retry[0].interval:');
});
