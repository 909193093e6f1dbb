/** State machines that both interpreters run. */

const PASSES = 200;

/** Counts to 200: 400 states that only work on data, in JSONPath. */
export const counting = {
  StartAt: 'Count',
  States: {
    Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'More' },
    More: {
      Type: 'Choice',
      Choices: [{ Variable: '$.n', NumericLessThan: PASSES, Next: 'Count' }],
      Default: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};

/** The same in JSONata. */
export const countingInJsonata = {
  QueryLanguage: 'JSONata',
  StartAt: 'Count',
  States: {
    Count: { Type: 'Pass', Output: { n: '{% $states.input.n + 1 %}' }, Next: 'More' },
    More: {
      Type: 'Choice',
      Choices: [{ Condition: `{% $states.input.n < ${PASSES} %}`, Next: 'Count' }],
      Default: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};

/** States entered by each of the two. */
export const COUNTING_STATES = 2 * PASSES + 1;

export const ITEMS = 10_000;

/** Each of 10,000 items is looked at and passed on. */
export const mapping = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Label',
        States: { Label: { Type: 'Pass', Parameters: { 'id.$': '$.id', seen: true }, End: true } },
      },
      End: true,
    },
  },
};

/** States entered by `mapping`. */
export const MAPPING_STATES = ITEMS + 1;

/** A machine of `count` tasks, choices and waits, each with an expression. */
export function longMachine(count: number, salt: number): object {
  const states: Record<string, object> = {};
  for (let index = 0; index < count; index++) {
    const next = index + 1 < count ? { Next: `S${index + 1}` } : { End: true };
    states[`S${index}`] = {
      Type: 'Task',
      Resource: `function-${index % 7}`,
      Parameters: {
        'id.$': `$.orders[${index}].id`,
        salt,
        'at.$': "States.Format('{}-{}', $.name, $$.State.Name)",
      },
      ResultPath: `$.results.r${index}`,
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 5, BackoffRate: 1.5 }],
      ...next,
    };
  }
  return { StartAt: 'S0', States: states };
}
