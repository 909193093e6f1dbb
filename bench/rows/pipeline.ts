import { growth, measure, type RoundResult, ROUNDS, STEPS } from '../support/chains';
import { startChild } from '../support/child';
import type { Child } from '../support/child';
import { startPipeline } from '../support/pipeline';
import { atMost, fixed } from '../support/report';
import type { BenchRow } from '../support/report';
import { interleaved, ratios } from '../support/rounds';

const p50 = ({ p50Ms }: RoundResult): number => p50Ms;
const cpu = ({ cpuMsPerStep }: RoundResult): number => cpuMsPerStep;

const KINDS = ['pipeline', 'ours', 'by-hand'] as const;

export const pipeline: BenchRow = {
  name: 'pipeline',
  about: `a state machine of ${STEPS} tasks against workflow code written by hand that calls the same functions, and against such code with activities written by hand, too`,
  async run(say, startServer) {
    const bench = await startPipeline(startServer, KINDS);
    const { temporal, emulator } = bench;
    const start = (kind: (typeof KINDS)[number]): Promise<Child> =>
      startChild('temporal-worker', { kind, temporal, emulator, bundle: bench.bundle(kind) });
    const workers = {
      pipeline: await start('pipeline'),
      ours: await start('ours'),
      'by-hand': await start('by-hand'),
    };
    try {
      for (const kind of KINDS) await measure(bench, workers[kind], kind);
      const variants = Object.fromEntries(
        KINDS.map((kind) => [kind, () => measure(bench, workers[kind], kind)]),
      );
      const rounds = await interleaved(ROUNDS, variants, (round, results) => {
        const cells = Object.entries(results).map(
          ([kind, { p50Ms, cpuMsPerStep }]) =>
            `${kind} p50 ${fixed(p50Ms)} ms, ${fixed(cpuMsPerStep)} ms CPU a step`,
        );
        say(`round ${round}: ${cells.join('   ')}`);
      });
      const sizes = { pipeline: await growth(bench, 'pipeline'), 'by-hand': await growth(bench, 'by-hand') };
      const against = (other: (typeof KINDS)[number], value: (result: RoundResult) => number): number[] =>
        ratios(rounds, 'pipeline', other, value);
      return [
        atMost('pipeline: p50 against workflow code', against('ours', p50), 1.1, ''),
        atMost('pipeline: worker CPU a step against workflow code', against('ours', cpu), 1.1, ''),
        atMost('pipeline: p50 against all by hand', against('by-hand', p50), 1.1, ''),
        atMost('pipeline: worker CPU a step against all by hand', against('by-hand', cpu), 1.1, ''),
        {
          what: 'pipeline: events a step',
          measured: `${sizes.pipeline.events} (by hand ${sizes['by-hand'].events})`,
          target: 'the same 6',
          verdict: sizes.pipeline.events === 6 ? 'met' : 'missed',
        },
        {
          what: 'pipeline: bytes a step, with its definition',
          measured: `${sizes.pipeline.bytes.toFixed(0)} (by hand ${sizes['by-hand'].bytes.toFixed(0)})`,
          target: '',
          verdict: 'no target',
        },
      ];
    } finally {
      await Promise.all(Object.values(workers).map((worker) => worker.close()));
      await bench.close();
    }
  },
};
