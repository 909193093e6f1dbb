import { ERROR_TABLE, FAILURE_GROUPS, verdictOf } from '../../../functiongraph';
import { describeWithShared, readShared } from '../../support/shared';

const decide = (code: string, status: number) => {
  const { executed, transient, group } = verdictOf(code, status);
  return [executed, transient, group.replace('FunctionGraph.', '')];
};

describe('the table', () => {
  test('decides whether it ran, whether it may pass, and what to do, for every row', () => {
    for (const row of ERROR_TABLE) {
      expect(['no', 'yes', 'maybe']).toContain(row.executed);
      expect(FAILURE_GROUPS).toContain(row.group);
      expect(row.hint).toMatch(/\S.*[.)]$/);
      expect(typeof row.transient).toBe('boolean');
    }
  });

  test('has each code and status once', () => {
    const keys = ERROR_TABLE.flatMap(({ code, status }) =>
      (status.length ? status : [0]).map((s) => `${code} ${s}`),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('never calls a throttle executed, nor refused credentials transient', () => {
    const wrong = ERROR_TABLE.filter(
      ({ group, executed, transient }) =>
        (group === 'FunctionGraph.Throttled' && executed !== 'no') ||
        (group === 'FunctionGraph.Unauthorized' && (executed !== 'no' || transient)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('verdictOf', () => {
  test.each([
    [400, ['no', false, 'InvalidRequest']],
    [413, ['no', false, 'PayloadTooLarge']],
    [414, ['no', false, 'PayloadTooLarge']],
    [500, ['maybe', true, 'Unavailable']],
    [502, ['maybe', true, 'Unavailable']],
    [504, ['maybe', true, 'Timeout']],
    [503, ['maybe', true, 'Unavailable']],
  ] as const)('tells the rows of APIGW.0201 apart by status %i', (status, expected) => {
    expect(decide('APIGW.0201', status)).toEqual(expected);
    expect(decide('APIG.0201', status)).toEqual(expected);
  });

  test.each([
    ['FSS.4205', 500, ['yes', false, 'FunctionError']],
    ['4205', 200, ['yes', false, 'FunctionError']],
    ['161903', 500, ['maybe', true, 'Unavailable']],
    ['4999', 500, ['yes', false, 'FunctionError']],
    ['150499', 500, ['no', true, 'Unavailable']],
    ['200429', 429, ['no', true, 'Throttled']],
    ['211411', 500, ['no', true, 'Unavailable']],
    ['200404', 404, ['no', false, 'NotFound']],
    ['987654', 500, ['maybe', true, 'Unavailable']],
    ['FSS.9876', 500, ['maybe', true, 'Unavailable']],
    ['FSS.9876', 429, ['no', true, 'Throttled']],
    ['APIGW.9999', 401, ['no', false, 'Unauthorized']],
    ['PAAS.0001', 404, ['no', false, 'NotFound']],
  ] as const)('decides %s with HTTP %i', (code, status, expected) => {
    expect(decide(code, status)).toEqual(expected);
  });
});

describeWithShared('the published codes', 'fg-vectors/error-codes.json', () => {
  test('all have a row', () => {
    const { codes } = readShared('fg-vectors/error-codes.json') as { codes: { code: string }[] };
    const listed = new Set(ERROR_TABLE.map(({ code }) => code));
    expect(codes.map(({ code }) => code).filter((code) => !listed.has(code))).toEqual([]);
  });
});
