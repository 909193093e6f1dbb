import { randomUUID } from 'node:crypto';
import { startChild } from '../support/child';
import type { Child } from '../support/child';
import type { Evaluator, Mapping, MappingRun } from '../support/mappings';
import { startPipeline } from '../support/pipeline';
import type { BenchPipeline } from '../support/pipeline';
import { atMost, fixed, forTheRecord } from '../support/report';
import type { BenchRow, Finding } from '../support/report';
import { interleaved } from '../support/rounds';

const ROUNDS = 9;
/** As often as fits well into the two seconds that a workflow task may take. */
const TIMES: Record<'node' | 'sandbox', Record<Evaluator, Record<Mapping, number>>> = {
  node: { ours: { fields: 4000, items: 400 }, library: { fields: 1000, items: 40 } },
  sandbox: { ours: { fields: 4000, items: 400 }, library: { fields: 20, items: 1 } },
};
const TARGETS_US: Record<Mapping, number> = { fields: 300, items: 3000 };
const NAMES: Record<Mapping, string> = { fields: 'two fields', items: '100 items' };

export const jsonata: BenchRow = {
  name: 'jsonata',
  about:
    'CPU time of one JSONata mapping, of two fields and of 100 items, in Node.js and inside the workflow sandbox, against the npm package',
  async run(say, startServer) {
    const pipeline = await startPipeline(startServer, ['jsonata']);
    const { temporal, emulator } = pipeline;
    const node = await startChild('jsonata');
    const worker = await startChild('temporal-worker', {
      kind: 'jsonata',
      temporal,
      emulator,
      bundle: pipeline.bundle('jsonata'),
    });
    const places = {
      node: (run: MappingRun) => node.ask<{ cpuUs: number }>(run),
      sandbox: (run: MappingRun) => inSandbox(pipeline, worker, run),
    };
    try {
      const variants = Object.fromEntries(
        (['node', 'sandbox'] as const).flatMap((place) =>
          (['ours', 'library'] as const).flatMap((evaluator) =>
            (['fields', 'items'] as const).map((mapping) => [
              `${place} ${evaluator} ${mapping}`,
              () =>
                perEvaluation(places[place], { evaluator, mapping, times: TIMES[place][evaluator][mapping] }),
            ]),
          ),
        ),
      );
      for (const warmUp of Object.values(variants)) await warmUp();
      const rounds = await interleaved(ROUNDS, variants, (round, results) => {
        const cells = Object.entries(results).map(([name, us]) => `${name} ${fixed(us)} µs`);
        say(`round ${round}: ${cells.join('   ')}`);
      });
      const values = (name: string): number[] => rounds.map((round) => round[name] ?? Number.NaN);
      return (['fields', 'items'] as const).flatMap((mapping): Finding[] => [
        atMost(
          `jsonata: ${NAMES[mapping]} in the sandbox`,
          values(`sandbox ours ${mapping}`),
          TARGETS_US[mapping],
          ' µs',
        ),
        forTheRecord(
          `jsonata: ${NAMES[mapping]} in the sandbox, npm package`,
          values(`sandbox library ${mapping}`),
          ' µs',
        ),
        forTheRecord(`jsonata: ${NAMES[mapping]} in Node.js`, values(`node ours ${mapping}`), ' µs'),
        forTheRecord(
          `jsonata: ${NAMES[mapping]} in Node.js, npm package`,
          values(`node library ${mapping}`),
          ' µs',
        ),
      ]);
    } finally {
      await Promise.all([worker.close(), node.close()]);
      await pipeline.close();
    }
  },
};

/** The CPU time of a run, less that of one that evaluates nothing, by evaluation. */
async function perEvaluation(
  place: (run: MappingRun) => Promise<{ cpuUs: number }>,
  run: MappingRun,
): Promise<number> {
  const before = await place({ ...run, times: 0 });
  const idle = await place({ ...run, times: 0 });
  const busy = await place(run);
  return (busy.cpuUs - idle.cpuUs - (idle.cpuUs - before.cpuUs)) / run.times;
}

/** The worker's CPU time after a workflow that evaluated the mapping. */
async function inSandbox(
  pipeline: BenchPipeline,
  worker: Child,
  run: MappingRun,
): Promise<{ cpuUs: number }> {
  await pipeline.client.workflow.execute('evaluateMapping', {
    workflowId: `jsonata-${randomUUID()}`,
    taskQueue: 'jsonata',
    args: [run],
  });
  return worker.ask<{ cpuUs: number }>({});
}
