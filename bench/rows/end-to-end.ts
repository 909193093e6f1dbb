import { growth, measure, ROUNDS, STEPS } from '../support/chains';
import { startChild } from '../support/child';
import type { Child } from '../support/child';
import { KINDS, startPipeline } from '../support/pipeline';
import type { BenchPipeline, Kind } from '../support/pipeline';
import { atMost, fixed } from '../support/report';
import type { BenchRow, Finding } from '../support/report';
import { interleaved, ratios } from '../support/rounds';

export const endToEnd: BenchRow = {
  name: 'end-to-end',
  about: `a chain of ${STEPS} through defineFunction against the same chain written by hand, same emulator, same server`,
  async run(say, startServer) {
    const pipeline = await startPipeline(startServer);
    const { temporal, emulator } = pipeline;
    const start = (kind: Kind): Promise<Child> =>
      startChild('temporal-worker', { kind, temporal, emulator, bundle: pipeline.bundle(kind) });
    const workers = { ours: await start('ours'), 'by-hand': await start('by-hand') };
    try {
      for (const kind of KINDS) await measure(pipeline, workers[kind], kind);
      const variants = Object.fromEntries(
        KINDS.map((kind) => [kind, () => measure(pipeline, workers[kind], kind)]),
      );
      const rounds = await interleaved(ROUNDS, variants, (round, results) => {
        const cells = Object.entries(results).map(
          ([kind, { p50Ms, stepsPerSecond, cpuMsPerStep }]) =>
            `${kind} p50 ${fixed(p50Ms)} ms, ${stepsPerSecond.toFixed(0)} steps/s, ${fixed(cpuMsPerStep)} ms CPU a step`,
        );
        say(`round ${round}: ${cells.join('   ')}`);
      });
      return [
        atMost(
          'end to end: p50 against by hand',
          ratios(rounds, 'ours', 'by-hand', (r) => r.p50Ms),
          1.1,
          '',
        ),
        atMost(
          'end to end: worker CPU a step',
          ratios(rounds, 'ours', 'by-hand', (r) => r.cpuMsPerStep),
          1.15,
          '',
        ),
        ...(await histories(pipeline)),
      ];
    } finally {
      await Promise.all(Object.values(workers).map((worker) => worker.close()));
      await pipeline.close();
    }
  },
};

async function histories(pipeline: BenchPipeline): Promise<Finding[]> {
  const sizes = { ours: await growth(pipeline, 'ours'), 'by-hand': await growth(pipeline, 'by-hand') };
  return [
    {
      what: 'history: events a step',
      measured: `${sizes.ours.events} (by hand ${sizes['by-hand'].events})`,
      target: 'the same 6',
      verdict: sizes.ours.events === 6 && sizes['by-hand'].events === 6 ? 'met' : 'missed',
    },
    {
      what: 'history: bytes a step more',
      measured: `${(sizes.ours.bytes - sizes['by-hand'].bytes).toFixed(0)} (${sizes.ours.bytes.toFixed(0)} against ${sizes['by-hand'].bytes.toFixed(0)})`,
      target: '<= 200',
      verdict: sizes.ours.bytes - sizes['by-hand'].bytes <= 200 ? 'met' : 'missed',
    },
  ];
}
