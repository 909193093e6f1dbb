import { growth, measure, type RoundResult, ROUNDS, STEPS } from '../support/chains';
import { startChild } from '../support/child';
import type { Child } from '../support/child';
import { startPipeline } from '../support/pipeline';
import { atLeast, atMost, fixed, forTheRecord } from '../support/report';
import type { BenchRow } from '../support/report';
import { interleaved, ratios } from '../support/rounds';

const KINDS = ['local', 'by-hand', 'local-by-hand'] as const;

export const local: BenchRow = {
  name: 'local',
  about: `a chain of ${STEPS} in mode local against standard and against local activities written by hand; same server, functions that only count`,
  async run(say, startServer) {
    const pipeline = await startPipeline(startServer, KINDS, 'counting');
    const { temporal, emulator } = pipeline;
    const start = (kind: (typeof KINDS)[number]): Promise<Child> =>
      startChild('temporal-worker', { kind, temporal, emulator, bundle: pipeline.bundle(kind) });
    const workers = {
      local: await start('local'),
      'by-hand': await start('by-hand'),
      'local-by-hand': await start('local-by-hand'),
    };
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
      const p50 = ratios(rounds, 'local', 'by-hand', (r) => r.p50Ms);
      const throughput = ratios(rounds, 'local', 'by-hand', (r) => r.stepsPerSecond);
      const againstLocal = (value: (result: RoundResult) => number): number[] =>
        ratios(rounds, 'local', 'local-by-hand', value);
      const size = await growth(pipeline, 'local');
      return [
        atMost('local: p50 against standard by hand', p50, 0.35, ''),
        atLeast('local: steps per second against standard by hand', throughput, 2.5, ''),
        forTheRecord(
          'local: p50 against local by hand',
          againstLocal((r) => r.p50Ms),
          '',
        ),
        forTheRecord(
          'local: worker CPU a step against local by hand',
          againstLocal((r) => r.cpuMsPerStep),
          '',
        ),
        forTheRecord(
          'local: worker CPU a step against standard by hand',
          ratios(rounds, 'local', 'by-hand', (r) => r.cpuMsPerStep),
          '',
        ),
        forTheRecord(
          'local by hand: p50 against standard by hand',
          ratios(rounds, 'local-by-hand', 'by-hand', (r) => r.p50Ms),
          '',
        ),
        {
          what: 'local: events a step',
          measured: `${size.events} (${size.bytes.toFixed(0)} bytes)`,
          target: '1',
          verdict: size.events === 1 ? 'met' : 'missed',
        },
      ];
    } finally {
      await Promise.all(Object.values(workers).map((worker) => worker.close()));
      await pipeline.close();
    }
  },
};
