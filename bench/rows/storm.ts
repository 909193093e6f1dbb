import { startChild } from '../support/child';
import type { Child } from '../support/child';
import { EVENT, KINDS, startPipeline } from '../support/pipeline';
import type { BenchPipeline, Kind } from '../support/pipeline';
import { atMost, fixed } from '../support/report';
import type { BenchRow } from '../support/report';
import { interleaved, ratios } from '../support/rounds';

const ROUNDS = 3;
const RUNS = 10;
const CALLS_A_RUN = 100;
/** Calls that the service runs at once, far fewer than the worker has slots, and how long each takes. */
const PLACES = 10;
const CALL_MS = 50;

interface RoundResult {
  readonly seconds: number;
  readonly refused: number;
}

interface Counts {
  readonly served: number;
  readonly refused: number;
}

export const storm: BenchRow = {
  name: 'storm',
  about:
    `${RUNS * CALLS_A_RUN} calls wait, and the service runs ${PLACES} at once (at best ${(RUNS * CALLS_A_RUN * CALL_MS) / PLACES / 1000} s): ` +
    "the protection against a worker written by hand with Temporal's own retry policy",
  async run(say, startServer) {
    const pipeline = await startPipeline(startServer);
    const service = await startChild('throttling', { places: PLACES, callMs: CALL_MS });
    const { temporal } = pipeline;
    const emulator = service.ready['address'];
    const workers = await Promise.all(
      KINDS.map((kind) =>
        startChild('temporal-worker', { kind, temporal, emulator, bundle: pipeline.bundle(kind) }),
      ),
    );
    try {
      const variants = Object.fromEntries(
        KINDS.map((kind) => [kind, () => measure(pipeline, service, kind)]),
      );
      const rounds = await interleaved(ROUNDS, variants, (round, results) => {
        const cells = Object.entries(results).map(
          ([kind, { seconds, refused }]) => `${kind} ${fixed(seconds)} s, ${refused} calls refused`,
        );
        say(`round ${round}: ${cells.join('   ')}`);
      });
      const against = (value: (result: RoundResult) => number) => ratios(rounds, 'ours', 'by-hand', value);
      return [
        atMost(
          'throttle storm: refused calls against by hand',
          against((r) => r.refused),
          1,
          '',
        ),
        atMost(
          'throttle storm: time until all are done',
          against((r) => r.seconds),
          1,
          '',
        ),
      ];
    } finally {
      await Promise.all([...workers, service].map((child) => child.close()));
      await pipeline.close();
    }
  },
};

async function measure({ client }: BenchPipeline, service: Child, kind: Kind): Promise<RoundResult> {
  await service.ask({});
  const began = performance.now();
  const runs = Array.from({ length: RUNS }, (_, index) =>
    client.workflow.execute('benchFanOut', {
      workflowId: `storm-${kind}-${began}-${index}`,
      taskQueue: kind,
      args: [EVENT, CALLS_A_RUN],
    }),
  );
  await Promise.all(runs);
  const seconds = (performance.now() - began) / 1000;
  const { served, refused } = (await service.ask({})) as Counts;
  if (served !== RUNS * CALLS_A_RUN) throw new Error(`${kind}: ${served} calls were served`);
  return { seconds, refused };
}
