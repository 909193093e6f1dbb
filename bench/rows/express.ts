import { growth, measure, ROUNDS, STEPS } from '../support/chains';
import { startChild } from '../support/child';
import type { Child } from '../support/child';
import { startPipeline } from '../support/pipeline';
import { atLeast, atMost, fixed } from '../support/report';
import type { BenchRow } from '../support/report';
import { interleaved, ratios } from '../support/rounds';

const KINDS = ['express', 'by-hand'] as const;

export const express: BenchRow = {
  name: 'express',
  about: `a chain of ${STEPS} local functions in mode express against standard activities written by hand; same server, functions that only count`,
  async run(say, startServer) {
    const pipeline = await startPipeline(startServer, KINDS, 'counting');
    const { temporal, emulator } = pipeline;
    const start = (kind: (typeof KINDS)[number]): Promise<Child> =>
      startChild('temporal-worker', { kind, temporal, emulator, bundle: pipeline.bundle(kind) });
    const workers = { express: await start('express'), 'by-hand': await start('by-hand') };
    try {
      for (const kind of KINDS) await measure(pipeline, workers[kind], kind);
      const variants = Object.fromEntries(
        KINDS.map((kind) => [kind, () => measure(pipeline, workers[kind], kind)]),
      );
      const rounds = await interleaved(ROUNDS, variants, (round, results) => {
        const cells = Object.entries(results).map(
          ([kind, { p50Ms, stepsPerSecond }]) =>
            `${kind} p50 ${fixed(p50Ms)} ms, ${stepsPerSecond.toFixed(0)} steps/s`,
        );
        say(`round ${round}: ${cells.join('   ')}`);
      });
      const size = await growth(pipeline, 'express');
      return [
        atMost(
          'express: p50 against standard by hand',
          ratios(rounds, 'express', 'by-hand', (r) => r.p50Ms),
          0.3,
          '',
        ),
        atLeast(
          'express: steps per second against standard by hand',
          ratios(rounds, 'express', 'by-hand', (r) => r.stepsPerSecond),
          3.5,
          '',
        ),
        {
          what: 'express: events a step, as ten more in another chain',
          measured: `${size.events.toFixed(1)} (${size.bytes.toFixed(0)} bytes)`,
          target: '<= 0.6',
          verdict: size.events <= 0.6 ? 'met' : 'missed',
        },
      ];
    } finally {
      await Promise.all(Object.values(workers).map((worker) => worker.close()));
      await pipeline.close();
    }
  },
};
