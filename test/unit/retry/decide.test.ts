import { DEFAULT_RULE, decide, effectiveRules } from '../../../retry';
import type { DecideOptions, Decision, Failure, RetryRule } from '../../../retry';

const throttled: Failure = {
  names: ['FSS.0429', 'FunctionGraph.Throttled', 'States.TaskFailed', 'States.ALL'],
  executed: 'no',
  transient: true,
};
const unknown: Failure = {
  names: ['APIGW.0201', 'FunctionGraph.OutcomeUnknown', 'States.TaskFailed', 'States.ALL'],
  executed: 'maybe',
  transient: true,
};
const business: Failure = {
  names: [
    'ValidationError',
    '4002',
    'FSS.4002',
    'FunctionGraph.FunctionError',
    'States.TaskFailed',
    'States.ALL',
  ],
  executed: 'yes',
  transient: false,
};
const rule = (over: Partial<RetryRule>): RetryRule => ({ errors: ['States.ALL'], maxAttempts: 1e6, ...over });
const options = (over: Partial<DecideOptions> = {}): DecideOptions => ({
  delivery: 'at-least-once',
  random: () => 1,
  remainingMs: Infinity,
  ...over,
});
const delayOf = (decision: Decision): number => ('delayMs' in decision ? decision.delayMs : NaN);
const reasonOf = (decision: Decision): string => ('giveUp' in decision ? decision.giveUp : '');

describe('the default rule', () => {
  const rules = effectiveRules(undefined);

  test.each<[string, Failure, boolean]>([
    ['a throttled call', throttled, true],
    ['a call whose outcome is unknown', unknown, true],
    ['an error of the function', business, false],
    ['a function that ran and failed in a passing way', { ...business, transient: true }, false],
    ['a refusal that time does not change', { ...throttled, transient: false }, false],
  ])('for %s retries: %#', (_, failure, retries) => {
    expect('delayMs' in decide(rules, [], failure, options())).toBe(retries);
  });

  test('waits up to 1, 2 and 4 s with full jitter, then gives up', () => {
    const longest = [0, 1, 2].map((used) => delayOf(decide(rules, [used], throttled, options())));
    const half = [0, 1, 2].map((used) =>
      delayOf(decide(rules, [used], throttled, options({ random: () => 0.5 }))),
    );
    expect([longest, half]).toEqual([
      [1000, 2000, 4000],
      [500, 1000, 2000],
    ]);
    expect(reasonOf(decide(rules, [3], throttled, options()))).toBe(
      'the default rule allows 3 retries, and all are used',
    );
  });
});

describe('the rules of a user', () => {
  const rules = effectiveRules([
    { errors: ['FSS.0429'], maxAttempts: 2, interval: '2s' },
    { errors: ['ValidationError'], maxAttempts: 0 },
    { errors: ['FunctionGraph.Throttled', 'FunctionGraph.FunctionError'], maxAttempts: 5, interval: 100 },
  ]);

  test('come before the default', () => {
    expect(rules).toHaveLength(4);
    expect(rules[3]).toBe(DEFAULT_RULE);
  });

  test('decide by the first that names the failure, alone, even where a later one would still retry', () => {
    expect(reasonOf(decide(rules, [2], throttled, options()))).toBe(
      'retry rule 1 (FSS.0429) allows 2 retries, and all are used',
    );
    expect(reasonOf(decide(rules, [], business, options()))).toBe(
      'retry rule 2 (ValidationError) says never to retry it',
    );
  });

  test('count each for itself', () => {
    let counts: readonly number[] = [];
    for (const failure of [throttled, { ...business, names: business.names.slice(1) }, unknown, throttled]) {
      const decision = decide(rules, counts, failure, options());
      if ('counts' in decision) counts = decision.counts;
    }
    expect(counts).toEqual([2, 0, 1, 1]);
  });

  test('leave to the default what they do not name', () => {
    expect(decide(rules, [], unknown, options())).toMatchObject({ rule: DEFAULT_RULE, counts: [0, 0, 0, 1] });
  });

  test('switch everything off when there are none', () => {
    expect(reasonOf(decide(effectiveRules([]), [], throttled, options()))).toBe('no retry rule names it');
  });

  test('may say that they mean only what may pass by itself', () => {
    const patient = effectiveRules([{ errors: ['States.ALL'], onlyTransient: true, maxAttempts: 50 }]);
    expect(delayOf(decide(patient, [49], throttled, options()))).toBeGreaterThan(0);
    expect(reasonOf(decide(patient, [], business, options()))).toMatch(/no retry rule names it/);
    expect(reasonOf(decide(patient, [50], throttled, options()))).toMatch(/retry rule 1 .* all are used/);
  });

  test('may retry an error of the function itself', () => {
    expect(delayOf(decide([{ errors: ['FSS.4002'], interval: '3 seconds' }], [], business, options()))).toBe(
      3000,
    );
  });
});

describe('what beats every rule', () => {
  const all = effectiveRules([{ errors: ['States.ALL'], maxAttempts: 99 }]);

  test.each<[string, Failure, RegExp]>([
    ['an unknown outcome', unknown, /may have run, and its delivery is at-most-once/],
    ['a function that ran', business, /ran, and its delivery is at-most-once/],
  ])('delivery at-most-once stops %s', (_, failure, reason) => {
    expect(reasonOf(decide(all, [], failure, options({ delivery: 'at-most-once' })))).toMatch(reason);
    expect(delayOf(decide(all, [], failure, options()))).toBe(1000);
  });

  test('delivery at-most-once retries what surely did not run', () => {
    expect(delayOf(decide(all, [], throttled, options({ delivery: 'at-most-once' })))).toBe(1000);
  });

  test.each<[string, string[], RegExp]>([
    ['refused credentials', ['APIGW.0301', 'FunctionGraph.Unauthorized', 'States.ALL'], /lock the key/],
    ['a request refused before it was sent', ['FunctionGraph.InvalidRequest', 'States.ALL'], /refused again/],
    ['a payload over a limit', ['FunctionGraph.PayloadTooLarge', 'States.ALL'], /refused again/],
    ['States.Runtime', ['States.Runtime', 'States.ALL'], /never retried/],
  ])('%s is never retried', (_, names, reason) => {
    expect(reasonOf(decide(all, [], { names, executed: 'no', transient: true }, options()))).toMatch(reason);
  });

  test('a missing permission may be retried by a rule, as it locks no key', () => {
    const names = ['FSS.0403', 'FunctionGraph.Unauthorized', 'States.TaskFailed', 'States.ALL'];
    const failure: Failure = { names, executed: 'no', transient: false, httpStatus: 403 };
    expect(delayOf(decide(all, [], failure, options()))).toBe(1000);
    expect(reasonOf(decide(all, [], { ...failure, httpStatus: 401 }, options()))).toMatch(/lock the key/);
  });

  test('an invalid request that the service found may be retried by a rule', () => {
    const failure = { ...throttled, names: ['FSS.0400', 'FunctionGraph.InvalidRequest', 'States.ALL'] };
    expect(delayOf(decide(all, [], failure, options()))).toBe(1000);
  });
});

describe('the delay', () => {
  test.each<[string, RetryRule, number, number | undefined, number]>([
    ['grows by the rate', rule({ interval: 100, backoffRate: 3 }), 2, undefined, 900],
    ['stays with rate 1', rule({ interval: 100, backoffRate: 1 }), 9, undefined, 100],
    ['is capped', rule({ interval: 100, maxInterval: '5s' }), 10, undefined, 5000],
    ['is at least what the server asks for', rule({ interval: 100 }), 0, 2000, 2000],
    ['keeps to the rule where the server asks for less', rule({ interval: '5s' }), 0, 2000, 5000],
    ['obeys the server above its own cap', rule({ interval: 100, maxInterval: 200 }), 0, 7000, 7000],
    ['ignores a negative wish', rule({ interval: 100 }), 0, -5, 100],
    ['ignores a wish that is no number', rule({ interval: 100 }), 0, NaN, 100],
    ['is 365 days at most', rule({ interval: '1 day', backoffRate: 1e300 }), 500, undefined, 31_536_000_000],
    ['is 365 days at most, also for the server', rule({}), 0, Infinity, 31_536_000_000],
    [
      'is 0 where the rule says so, however often',
      rule({ interval: 0, backoffRate: 1e300 }),
      500,
      undefined,
      0,
    ],
    ['is whole milliseconds', rule({ interval: 0.5 }), 0, undefined, 1],
  ])('%s', (_, one, used, retryAfterMs, expected) => {
    const failure = { ...throttled, ...(retryAfterMs !== undefined && { retryAfterMs }) };
    expect(delayOf(decide([one], [used], failure, options()))).toBe(expected);
  });

  test('with full jitter is anywhere up to the capped one', () => {
    const one = rule({ interval: 1000, maxInterval: 4000, jitter: 'full' });
    expect(
      [0, 0.25, 0.999].map((x) => delayOf(decide([one], [9], throttled, options({ random: () => x })))),
    ).toEqual([0, 1000, 3996]);
  });

  test('is finite and within its bounds for every combination', () => {
    for (const interval of [0, 1, 1e3, 86_400_000])
      for (const backoffRate of [1, 2, 1e308])
        for (const used of [0, 1, 1023, 99_999])
          for (const x of [0, 0.5, 1 - Number.EPSILON]) {
            const delay = delayOf(
              decide(
                [rule({ interval, backoffRate, jitter: 'full' })],
                [used],
                throttled,
                options({ random: () => x }),
              ),
            );
            expect(delay).toBeGreaterThanOrEqual(0);
            expect(delay).toBeLessThanOrEqual(31_536_000_000);
          }
  });

  test('beyond the deadline gives up at once', () => {
    const decision = decide([rule({ interval: '5s' })], [], throttled, options({ remainingMs: 3000 }));
    expect(reasonOf(decision)).toBe('the next try would start in 5 s, but the deadline is in 3 s');
  });
});

test('counts of a shorter or longer list of rules are taken as far as they go', () => {
  const rules = effectiveRules([{ errors: ['FSS.0429'], maxAttempts: 3 }]);
  expect(decide(rules, [], throttled, options())).toMatchObject({ counts: [1, 0] });
  expect(decide(rules, [1, 2, 7, 9], throttled, options())).toMatchObject({ counts: [2, 2] });
});
