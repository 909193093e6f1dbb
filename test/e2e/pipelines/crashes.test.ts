import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { emulatorFor, type TestEmulator } from '../../support/emulator';
import { tempDir } from '../../support/temp-dir';
import { useTemporal } from '../../support/temporal';
import { until } from '../../support/until';
import { workflowBundle } from '../../support/workflow-bundle';
import { distributedMap, type ExecutionType, machine, numbers, task } from './machines';
import { outcomeOf, startPipeline } from './run';

const temporal = useTemporal();

/** Writes each item into the ledger once it is done. */
const WORK = `
const { appendFileSync } = require('node:fs');
exports.handler = async ({ ledger, item, ms, text }, context) => {
  appendFileSync(ledger, 'start ' + item + '\\n');
  await new Promise((resolve) => setTimeout(resolve, ms));
  appendFileSync(ledger, 'end ' + item + '\\n');
  return { item, text };
};`;

let emulator: TestEmulator;
const workers: ChildProcess[] = [];
const objects = tempDir();
mkdirSync(join(objects, 'results'));
beforeAll(async () => {
  emulator = await emulatorFor({ work: WORK });
});
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
});
afterAll(() => emulator?.close());

async function startWorker(): Promise<ChildProcess> {
  const { codePath } = await workflowBundle(require.resolve('temporal-functiongraph/workflows'));
  const worker = fork(require.resolve('#dist/test/e2e/pipelines/worker-process'), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      ...process.env,
      TEMPORAL: temporal.address,
      TASK_QUEUE: temporal.taskQueue,
      BUNDLE: codePath,
      FUNCTIONS: emulator.address,
      OBJECTS: objects,
    },
  });
  workers.push(worker);
  return worker;
}

class Ledger {
  readonly path: string;

  constructor(name: string) {
    this.path = join(emulator.folder, `ledger-${name}`);
  }

  /** How often each item was started, or ended. */
  counts(entry: 'start' | 'end'): Map<string, number> {
    const counts = new Map<string, number>();
    for (const line of this.#text().split('\n')) {
      const [kind, item = ''] = line.split(' ');
      if (kind === entry) counts.set(item, (counts.get(item) ?? 0) + 1);
    }
    return counts;
  }

  #text(): string {
    try {
      return readFileSync(this.path, 'utf8');
    } catch {
      return '';
    }
  }
}

const selector = { 'ledger.$': '$.ledger', 'item.$': '$$.Map.Item.Value', 'ms.$': '$.ms' };

function mapOf(type: ExecutionType): ReturnType<typeof distributedMap> {
  // A step of its own whose worker is lost has an unknown outcome, which only a retrier repeats.
  const again = [{ ErrorEquals: ['FunctionGraph.OutcomeUnknown'], IntervalSeconds: 1 }];
  return distributedMap(
    type,
    { ItemsPath: '$.items', ItemSelector: selector, MaxConcurrency: 4 },
    machine({ Work: task('work', { Retry: again, End: true }) }),
  );
}

test.each<[string, NodeJS.Signals, ExecutionType]>([
  ['killed with -9', 'SIGKILL', 'EXPRESS'],
  ['killed with -9', 'SIGKILL', 'STANDARD'],
  ['told to stop', 'SIGTERM', 'EXPRESS'],
])(
  'a worker that is %s (%s) in a map of type %s: another goes on, and no item is lost',
  async (_what, signal, type) => {
    const ledger = new Ledger(`${signal}-${type}`);
    const victim = await startWorker();
    const handle = await startPipeline(temporal.client, temporal.run(), {
      definition: mapOf(type),
      input: { ledger: ledger.path, ms: 100, items: numbers(200) },
    });
    await until(() => ledger.counts('end').size >= 60);
    const doneBefore = ledger.counts('end').size;
    victim.kill(signal);
    await once(victim, 'exit');
    await startWorker();
    expect(await outcomeOf(handle)).toEqual({ output: { count: 200, first: { item: 0 } } });
    const ended = ledger.counts('end');
    const repeated = [...ended.values()].reduce((sum, count) => sum + count - 1, 0);
    expect(ended.size).toBe(200);
    // Whoever is told to stop leaves nothing half done; a crash repeats at most what was done since the checkpoint.
    expect(repeated).toBeLessThanOrEqual(signal === 'SIGTERM' ? 0 : doneBefore);
  },
);

const read = (key: string): unknown => JSON.parse(readFileSync(join(objects, 'results', key), 'utf8'));

test('a killed worker in a map that writes its results: each is written, once, whole and in order', async () => {
  const ledger = new Ledger('written');
  const text = 'x'.repeat(8000);
  const definition = distributedMap(
    'EXPRESS',
    {
      ItemsPath: '$.items',
      ItemSelector: { ...selector, text },
      MaxConcurrency: 4,
      ResultWriter: {
        Resource: 's3:putObject',
        Parameters: { Bucket: 'results' },
        WriterConfig: { Transformation: 'COMPACT' },
      },
      ResultSelector: { 'key.$': '$.ResultWriterDetails.Key' },
    },
    machine({
      Work: task('work', {
        Retry: [{ ErrorEquals: ['FunctionGraph.OutcomeUnknown'], IntervalSeconds: 1 }],
        End: true,
      }),
    }),
  );
  const victim = await startWorker();
  const handle = await startPipeline(temporal.client, temporal.run(), {
    definition,
    input: { ledger: ledger.path, ms: 80, items: numbers(200) },
  });
  await until(() => ledger.counts('end').size >= 100);
  victim.kill('SIGKILL');
  await once(victim, 'exit');
  await startWorker();
  const { key } = ((await outcomeOf(handle)) as { output: { key: string } }).output;
  const { ResultFiles } = read(key) as { ResultFiles: { SUCCEEDED: { Key: string }[] } };
  expect(ResultFiles.SUCCEEDED.length).toBeGreaterThan(3);
  expect(ResultFiles.SUCCEEDED.flatMap(({ Key }) => read(Key))).toEqual(
    numbers(200).map((item) => ({ item, text })),
  );
});

function step(item: number, more: object): object {
  return task('work', { Parameters: { 'ledger.$': '$.ledger', item, ms: 700 }, ResultPath: null, ...more });
}

/** An express pipeline of four steps whose worker is killed in the last one, and replaced. */
async function replacedInLastStep(
  ledger: Ledger,
  first: object,
  meanwhile?: (handle: WorkflowHandle) => Promise<unknown>,
): Promise<WorkflowHandle> {
  const definition = machine(
    {
      A: step(1, first),
      B: step(2, { Next: 'C' }),
      C: step(3, { Next: 'D' }),
      D: step(4, { End: true }),
    },
    { FunctionGraph: { mode: 'express' } },
  );
  const victim = await startWorker();
  const handle = await startPipeline(temporal.client, temporal.run(), {
    definition,
    input: { ledger: ledger.path },
  });
  await meanwhile?.(handle);
  await until(() => ledger.counts('start').has('4'));
  victim.kill('SIGKILL');
  await once(victim, 'exit');
  await startWorker();
  return handle;
}

test('an express pipeline goes on behind the steps that its checkpoint has', async () => {
  const ledger = new Ledger('chain');
  const handle = await replacedInLastStep(ledger, { Next: 'B' });
  expect(await outcomeOf(handle)).toEqual({ output: { ledger: ledger.path } });
  const started = ledger.counts('start');
  expect([started.get('1'), started.get('2')]).toEqual([1, 1]);
  expect(started.get('4')).toBe(2);
});

test('what cleans up after a cancellation goes on with another worker behind the steps that its checkpoint has', async () => {
  const ledger = new Ledger('cancelled');
  const Catch = [{ ErrorEquals: ['FunctionGraph.Cancelled'], ResultPath: '$.problem', Next: 'B' }];
  const Parameters = { 'ledger.$': '$.ledger', item: 1, ms: 60_000 };
  const handle = await replacedInLastStep(ledger, { Catch, Parameters, End: true }, async (running) => {
    await until(() => ledger.counts('start').has('1'));
    await running.cancel();
  });
  expect(await outcomeOf(handle)).toBe('cancelled');
  const started = ledger.counts('start');
  expect([started.get('1'), started.get('2'), started.get('4')]).toEqual([1, 1, 2]);
});
