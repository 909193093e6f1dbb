import { verify } from '../../chaos/verify';
import type { Evidence } from '../../chaos/verify';

const input = { chain: 1, steps: 2, delivery: 'at-least-once', writtenAs: 'code' } as const;
const ran = (requestId: string, startMs: number): { requestId: string; startMs: number; endMs: number } => ({
  requestId,
  startMs,
  endMs: startMs + 100,
});
const well: Evidence = {
  chains: [{ input, result: { outcomes: ['done', 'done'], sum: 3 } }],
  runs: new Map([
    ['1/0', [ran('a', 1000)]],
    ['1/1', [ran('b', 2000)]],
  ]),
  disruptions: [],
  faulted: new Set(),
};

describe('the verdict on a chaos run', () => {
  test('is clean where each step ran once and the sums are right', () => {
    expect(verify(well)).toEqual({
      done: 2,
      unknown: 0,
      afterFaults: 0,
      afterDisruptions: 0,
      inExpress: 0,
      violations: [],
    });
  });

  test('calls a step lost that was reported as done and never ran', () => {
    const { violations } = verify({ ...well, runs: new Map([['1/0', [ran('a', 1000)]]]) });
    expect(violations).toEqual(['1/1 was reported as done and never ran: lost']);
  });

  test('refuses a second start of an at-most-once step, whatever happened', () => {
    const { violations } = verify({
      ...well,
      chains: [
        {
          input: { ...input, delivery: 'at-most-once' },
          result: { outcomes: ['done', 'done'], sum: 3 },
        },
      ],
      runs: new Map([...well.runs, ['1/1', [ran('b', 2000), ran('c', 3000)]]]),
      faulted: new Set(['b']),
    });
    expect(violations).toEqual(['1/1 is at-most-once and its body began 2 times']);
  });

  test('accepts a repetition after a spoiled answer or within a disruption, and no other', () => {
    const runs = new Map([...well.runs, ['1/1', [ran('b', 2000), ran('c', 3000)]]]);
    expect(verify({ ...well, runs, faulted: new Set(['b']) })).toMatchObject({
      afterFaults: 1,
      violations: [],
    });
    const disruptions = [{ what: 'SIGKILL', fromMs: 2050, toMs: 4000 }];
    expect(verify({ ...well, runs, disruptions }).violations).toEqual([]);
    expect(verify({ ...well, runs }).violations).toHaveLength(1);
  });

  test('accepts no repetition of what was answered long before a disruption', () => {
    const runs = new Map([...well.runs, ['1/1', [ran('b', 2000), ran('c', 30_000)]]]);
    const disruptions = [{ what: 'SIGKILL', fromMs: 20_000, toMs: 40_000 }];
    expect(verify({ ...well, runs, disruptions }).violations).toEqual([
      '1/1 ran again without a reason: request b was answered and nothing was disrupted',
    ]);
  });

  test('counts apart what mode express repeats from its checkpoint', () => {
    const chains = [
      {
        input: { ...input, writtenAs: 'express machine' as const },
        result: { outcomes: ['done' as const, 'done' as const], sum: 3 },
      },
    ];
    const runs = new Map([...well.runs, ['1/1', [ran('b', 2000), ran('c', 3000)]]]);
    const disruptions = [{ what: 'SIGKILL', fromMs: 2050, toMs: 4000 }];
    expect(verify({ ...well, chains, runs, disruptions })).toMatchObject({
      afterDisruptions: 1,
      inExpress: 1,
      violations: [],
    });
  });

  test('notices a wrong result and a chain that failed', () => {
    const wrong = verify({ ...well, chains: [{ input, result: { outcomes: ['done', 'done'], sum: 2 } }] });
    expect(wrong.violations).toEqual(['chain 1 (code) ended with 2 instead of 3']);
    const short = verify({ ...well, chains: [{ input, result: { outcomes: ['done'], sum: 1 } }] });
    expect(short.violations).toEqual(['chain 1 (code) tells of 1 of 2 steps']);
    expect(verify({ ...well, chains: [{ input, result: new Error('gave up') }] }).violations).toHaveLength(1);
  });
});
