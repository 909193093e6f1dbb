import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { resultFields, resultsLine } from './results';
import { type Stage, TASK_QUEUE } from './stage';

export interface MapRun {
  readonly name: string;
  readonly failing: boolean;
  readonly kill: boolean;
}

interface WholeRun extends MapRun {
  readonly items: number;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly outputKb: number;
}

/** Runs the map once, and says in lines what there is to say of it. */
export async function executeMap(stage: Stage, run: WholeRun): Promise<string[]> {
  const ledger = join(stage.folder, `ledger-${randomUUID()}`);
  await stage.startWorker();
  const began = performance.now();
  const handle = await stage.client.workflow.start('runPipeline', {
    workflowId: `large-map-${randomUUID()}`,
    taskQueue: TASK_QUEUE,
    args: [
      {
        definition: definitionOf(run),
        input: { ledger, failing: run.failing, pad: 'x'.repeat(run.outputKb * 1024) },
      },
    ],
  });
  if (run.kill) {
    while (entries(ledger).length < run.items / 2) await sleep(20);
    await stage.replaceWorker();
  }
  const result = (await handle.result()) as Parameters<typeof resultsLine>[1];
  const seconds = (performance.now() - began) / 1000;
  const memory = stage.memory();
  const { historyLength, historySize = Number.NaN } = await handle.describe();
  const lines = [
    `${seconds.toFixed(1)} s, ${(run.items / seconds).toFixed(0)} items/s, ${resultsLine(stage.folder, result)}`,
    `pipeline: ${historyLength} events, ${(historySize / 1024).toFixed(0)} KB`,
    ...(await shardsOf(stage, handle.firstExecutionRunId)),
    `memory: worker ${memory.worker} MB, server ${memory.server} MB`,
    ledgerLine(ledger, run.items),
  ];
  stage.endWorker();
  return lines;
}

function definitionOf({ type, outputKb }: WholeRun): object {
  const { map, task } = resultFields(outputKb);
  return {
    StartAt: 'Items',
    States: {
      Items: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'JSONL' },
          Parameters: { Bucket: 'items', Key: 'all.jsonl' },
        },
        ItemSelector: {
          'item.$': '$$.Map.Item.Value.item',
          'note.$': '$$.Map.Item.Value.note',
          'ledger.$': '$.ledger',
          'failing.$': '$.failing',
          'pad.$': '$.pad',
        },
        ToleratedFailurePercentage: 3,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type },
          StartAt: 'Book',
          States: {
            Book: {
              Type: 'Task',
              Resource: 'book',
              ...task,
              Retry: [{ ErrorEquals: ['FunctionGraph.OutcomeUnknown'], IntervalSeconds: 1 }],
              End: true,
            },
          },
        },
        ...map,
        End: true,
      },
    },
  };
}

async function shardsOf({ client }: Stage, keyPrefix: string): Promise<string[]> {
  const sizes: { events: number; bytes: number }[] = [];
  for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = 'runPipelineItems'` })) {
    if (!workflowId.startsWith(keyPrefix)) continue;
    const { historyLength, historySize = 0 } = await client.workflow.getHandle(workflowId).describe();
    sizes.push({ events: historyLength, bytes: historySize });
  }
  if (sizes.length === 0) return [];
  const most = sizes.reduce((a, b) => (a.bytes > b.bytes ? a : b));
  return [
    `${sizes.length} child workflows: at most ${most.events} events, ${(most.bytes / 1024).toFixed(0)} KB`,
  ];
}

function entries(ledger: string): string[] {
  try {
    return readFileSync(ledger, 'utf8').trimEnd().split('\n');
  } catch {
    return [];
  }
}

function ledgerLine(ledger: string, items: number): string {
  const counts = new Map<string, number>();
  for (const item of entries(ledger)) counts.set(item, (counts.get(item) ?? 0) + 1);
  const times = new Map<number, number>();
  for (const count of counts.values()) times.set(count, (times.get(count) ?? 0) + 1);
  const shown = [...times].toSorted(([a], [b]) => a - b).map(([n, of]) => `${of} ran ${n} times`);
  return `ledger: ${shown.join(', ')}; ${items - counts.size} never ran`;
}
