import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { startChild } from '../support/child';
import type { Child } from '../support/child';
import { KINDS, startPipeline } from '../support/pipeline';
import type { BenchPipeline, Kind } from '../support/pipeline';
import { atMost, fixed } from '../support/report';
import type { BenchRow } from '../support/report';
import { interleaved, ratios } from '../support/rounds';

const ROUNDS = 15;
const LONG_STEPS = 100;
const SHORT_STEPS = 10;
const TIMES = { long: 8, short: 40 };

interface ReplayResult {
  readonly cpuUs: number;
  readonly ms: number;
}

export const replay: BenchRow = {
  name: 'replay',
  about: `replaying saved histories, where only the workflow side works: ${LONG_STEPS} steps for the cost of one, ${SHORT_STEPS} for the ratio`,
  async run(say, startServer) {
    const pipeline = await startPipeline(startServer);
    const replayers: Partial<Record<Kind, Child>> = {};
    try {
      for (const kind of KINDS) replayers[kind] = await startReplayer(pipeline, kind);
      const variants = Object.fromEntries(
        KINDS.flatMap((kind) =>
          (['long', 'short'] as const).map((length) => [
            `${kind} ${length}`,
            () => ask(replayers[kind], length, TIMES[length]),
          ]),
        ),
      );
      for (const warmUp of Object.values(variants)) await warmUp();
      const rounds = await interleaved(ROUNDS, variants, (round, results) => {
        const cells = Object.entries(results).map(([name, { ms }]) => `${name} ${fixed(ms)} ms`);
        say(`round ${round}: ${cells.join('   ')}`);
      });
      const perStepUs = rounds.map(
        (round) =>
          ((round['ours long']?.cpuUs ?? Number.NaN) - (round['by-hand long']?.cpuUs ?? 0)) / LONG_STEPS,
      );
      return [
        atMost('workflow side: CPU a step more than by hand', perStepUs, 150, ' µs'),
        atMost(
          'replay of 10 steps against by hand',
          ratios(rounds, 'ours short', 'by-hand short', (r) => r.ms),
          1.15,
          '',
        ),
      ];
    } finally {
      await Promise.all(Object.values(replayers).map((child) => child.close()));
      await pipeline.close();
    }
  },
};

function ask(child: Child | undefined, history: string, times: number): Promise<ReplayResult> {
  return child?.ask<ReplayResult>({ history, times }) ?? Promise.reject(new Error('no replayer'));
}

/** Runs both chains once on a worker of that kind and hands their histories to a process that replays them. */
async function startReplayer(pipeline: BenchPipeline, kind: Kind): Promise<Child> {
  const bundle = pipeline.bundle(kind);
  const { temporal: server, emulator } = pipeline;
  const worker = await startChild('temporal-worker', { kind, temporal: server, emulator, bundle });
  const histories = {
    long: await save(pipeline, kind, LONG_STEPS),
    short: await save(pipeline, kind, SHORT_STEPS),
  };
  await worker.close();
  return startChild('replayer', { bundle, histories });
}

async function save(pipeline: BenchPipeline, kind: Kind, steps: number): Promise<string> {
  const history = await pipeline.client.workflow.getHandle(await pipeline.chain(kind, steps)).fetchHistory();
  const file = join(pipeline.folder, `${kind}-${steps}.history`);
  await writeFile(file, temporal.api.history.v1.History.encode(history).finish());
  return file;
}
