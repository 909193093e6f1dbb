import { proxyActivities } from '@temporalio/workflow';
import { batchItems } from '#dist/asl/items/batch';
import { parseItems } from '#dist/asl/items/parse-items';
import type { ReaderConfig } from '#dist/asl/items/reader-plan';
import type {
  IndexItemsReply,
  MapActivities,
  ReadItemsReply,
  WriteManifestReply,
} from '#dist/activities/maps/index';

type Source = Omit<Parameters<MapActivities['readMapItems']>[0], 'v' | 'from' | 'count'>;
type Target = Omit<Parameters<MapActivities['writeMapManifest']>[0], 'v' | 'mapRunArn' | 'files' | 'run'>;

const map = proxyActivities<MapActivities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '100 milliseconds', maximumAttempts: 3 },
});

/** Reads all items as shards of `every`, doubles them, and writes each shard as a part. */
export async function doubleAll(source: Source, every: number, target: Target, run: string) {
  const index: IndexItemsReply = await map.indexMapItems({ v: 1, ...source, every });
  const files = [];
  for (const [part, place] of index.places.entries()) {
    let from: ReadItemsReply['next'] = { ...index.common, ...place };
    const items: number[] = [];
    while (from !== undefined) {
      const count: number = index.every - items.length;
      const reply: ReadItemsReply = await map.readMapItems({ v: 1, ...source, from, count });
      items.push(...(reply.items as number[]));
      from = reply.next;
    }
    const results = items.map((item, at) => ({
      status: 'SUCCEEDED' as const,
      name: `${part}-${at}`,
      id: `${run}/Map[${part * index.every + at}]`,
      input: item,
      output: 2 * item,
    }));
    files.push((await map.writeMapResults({ v: 1, ...target, run, part, results })).files);
  }
  const { output }: WriteManifestReply = await map.writeMapManifest({
    v: 1,
    ...target,
    run,
    mapRunArn: `mapRun:${run}`,
    files,
  });
  return { count: index.count, output };
}

/** Reads and batches items in workflow code. */
export async function parseInWorkflow(text: string, config: ReaderConfig) {
  return batchItems(parseItems(text, config), { maxItems: 2, maxBytes: 60, batchInput: 'é' });
}
