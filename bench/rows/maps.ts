import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from '../support/child';
import { EVENT, startPipeline, type BenchPipeline } from '../support/pipeline';
import { atMost, type BenchRow, type Finding } from '../support/report';
import { interleaved, ratios } from '../support/rounds';

const ROUNDS = 7;
const SMALL = 1000;
const LARGE = 10_000;
const MAX_EVENTS = 1000;
const MAX_BYTES = 0.5 * 2 ** 20;

/** A map in mode express that reads its items, of about 100 bytes each, from an object, keeps a number of each result, and counts them. */
function machineOf(items: number): object {
  return {
    StartAt: 'Items',
    States: {
      Items: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'JSONL' },
          Parameters: { Bucket: 'items', Key: `${items}.jsonl` },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          StartAt: 'Step',
          States: {
            Step: { Type: 'Task', Resource: 'step', ResultSelector: { 'step.$': '$.step' }, End: true },
          },
        },
        ResultSelector: { 'count.$': 'States.ArrayLength($)' },
        End: true,
      },
    },
  };
}

export const maps: BenchRow = {
  name: 'maps',
  about: `a map of ${SMALL} short calls in batches against one activity an item, and one of ${LARGE}; same server, functions that only echo`,
  async run(say, startServer) {
    const pipeline = await startPipeline(startServer, ['maps', 'by-hand']);
    const echo = await startChild('echo');
    const objects = join(pipeline.folder, 'objects');
    await writeItems(objects);
    const common = { temporal: pipeline.temporal, emulator: String(echo.ready['address']), objects };
    const workers = {
      maps: await startChild('temporal-worker', { ...common, kind: 'maps', bundle: pipeline.bundle('maps') }),
      'by-hand': await startChild('temporal-worker', {
        ...common,
        kind: 'by-hand',
        bundle: pipeline.bundle('by-hand'),
      }),
    };
    try {
      const variants = {
        maps: () => timed(() => batches(pipeline, SMALL)),
        'by-hand': () => timed(() => oneByOne(pipeline, SMALL)),
      };
      await variants.maps();
      await variants['by-hand']();
      const rounds = await interleaved(ROUNDS, variants, (round, results) => {
        const cells = Object.entries(results).map(([kind, ms]) => `${kind} ${ms.toFixed(0)} ms`);
        say(`round ${round}: ${SMALL} items: ${cells.join('   ')}`);
      });
      const ratio = ratios(rounds, 'maps', 'by-hand', (ms) => ms);
      return [
        atMost(`map of ${SMALL} in batches against one activity an item`, ratio, 0.2, ''),
        await largeMap(pipeline, say),
      ];
    } finally {
      await Promise.all([...Object.values(workers), echo].map((child) => child.close()));
      await pipeline.close();
    }
  },
};

async function largeMap(pipeline: BenchPipeline, say: (line: string) => void): Promise<Finding> {
  let workflowId = '';
  const ms = await timed(async () => {
    workflowId = await batches(pipeline, LARGE);
  });
  const { historyLength, historySize = NaN } = await pipeline.client.workflow
    .getHandle(workflowId)
    .describe();
  say(`${LARGE} items: ${ms.toFixed(0)} ms`);
  return {
    what: `map of ${LARGE}: the parent's history`,
    measured: `${historyLength} events, ${(historySize / 2 ** 20).toFixed(2)} MB`,
    target: `< ${MAX_EVENTS} events, 0.5 MB`,
    verdict: historyLength < MAX_EVENTS && historySize < MAX_BYTES ? 'met' : 'missed',
  };
}

async function batches({ client }: BenchPipeline, items: number): Promise<string> {
  const workflowId = `maps-${randomUUID()}`;
  const args = [{ definition: machineOf(items) }];
  const result = await client.workflow.execute('runPipeline', { workflowId, taskQueue: 'maps', args });
  if ((result as { count?: number }).count !== items)
    throw new Error(`${workflowId} lost items: ${JSON.stringify(result)}`);
  return workflowId;
}

async function oneByOne({ client }: BenchPipeline, items: number): Promise<string> {
  const workflowId = `each-${randomUUID()}`;
  await client.workflow.execute('benchEach', { workflowId, taskQueue: 'by-hand', args: [EVENT, items] });
  return workflowId;
}

async function timed(body: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await body();
  return performance.now() - began;
}

async function writeItems(folder: string): Promise<void> {
  await mkdir(join(folder, 'items'), { recursive: true });
  for (const items of [SMALL, LARGE]) {
    const lines = Array.from({ length: items }, (_, step) => JSON.stringify({ ...EVENT, step }));
    await writeFile(join(folder, 'items', `${items}.jsonl`), lines.join('\n'));
  }
}
