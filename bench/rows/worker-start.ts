import { startChild } from '../support/child';
import { KINDS, startPipeline } from '../support/pipeline';
import { atMost, fixed } from '../support/report';
import type { BenchRow } from '../support/report';
import { interleaved, ratios } from '../support/rounds';

const ROUNDS = 9;
const CHAINS = 10;
const STEPS = 10;

interface StartResult {
  readonly startMs: number;
  readonly idleMb: number;
  readonly busyMb: number;
}

export const workerStart: BenchRow = {
  name: 'worker-start',
  about: `from the start of the process to the running worker, with a prebuilt bundle; memory idle and after ${CHAINS} chains`,
  async run(say, startServer) {
    const pipeline = await startPipeline(startServer);
    const { temporal, emulator } = pipeline;
    try {
      const variants = Object.fromEntries(
        KINDS.map((kind) => [
          kind,
          async (): Promise<StartResult> => {
            const worker = await startChild('temporal-worker', {
              kind,
              temporal,
              emulator,
              bundle: pipeline.bundle(kind),
            });
            const idle = await worker.ask<{ rssMb: number }>({});
            for (let index = 0; index < CHAINS; index += 1) await pipeline.chain(kind, STEPS);
            const busy = await worker.ask<{ rssMb: number }>({});
            await worker.close();
            return { startMs: worker.startMs, idleMb: idle.rssMb, busyMb: busy.rssMb };
          },
        ]),
      );
      const rounds = await interleaved(ROUNDS, variants, (round, results) => {
        const cells = Object.entries(results).map(
          ([kind, { startMs, idleMb, busyMb }]) =>
            `${kind} ${fixed(startMs)} ms, ${fixed(idleMb)} MB, ${fixed(busyMb)} MB`,
        );
        say(`round ${round}: ${cells.join('   ')}`);
      });
      const busyMore = rounds.map(
        (round) => (round['ours']?.busyMb ?? Number.NaN) - (round['by-hand']?.busyMb ?? 0),
      );
      return [
        atMost(
          'worker start against by hand',
          ratios(rounds, 'ours', 'by-hand', (r) => r.startMs),
          1.15,
          '',
        ),
        atMost('worker memory more than by hand', busyMore, 15, ' MB'),
      ];
    } finally {
      await pipeline.close();
    }
  },
};
