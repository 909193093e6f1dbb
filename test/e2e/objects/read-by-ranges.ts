/** Indexes an object and reads it by ranges, as a map's shards do; says what it came to. A process of its own, for its memory. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { createMapActivities, type IndexItemsReply, type ReadItemsReply } from '#dist/activities/maps/index';
import { ObsStore, type ObjectStore } from 'temporal-functiongraph';

interface Ranges {
  readonly endpoint: string;
  readonly auth: { readonly accessKey: string; readonly secretKey: string };
  readonly bucket: string;
  readonly key: string;
  readonly every: number;
}

async function main(): Promise<void> {
  const { endpoint, auth, bucket, key, every } = JSON.parse(process.env['RANGES'] ?? '') as Ranges;
  const obs = new ObsStore({ region: 'cn-north-4', endpoint, auth });
  let bytesRead = 0;
  let mostBuffers = 0;
  const counting: ObjectStore = {
    name: obs.name,
    list: (...args) => obs.list(...args),
    write: (...args) => obs.write(...args),
    close: () => obs.close(),
    async read(...args) {
      const { chunks, ...object } = await obs.read(...args);
      return { ...object, chunks: counted(chunks) };
    },
  };
  async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      bytesRead += chunk.length;
      mostBuffers = Math.max(mostBuffers, process.memoryUsage().arrayBuffers);
      yield chunk;
    }
  }

  const activities = createMapActivities(counting);
  const environment = new MockActivityEnvironment();
  const source = {
    v: 1 as const,
    resource: 'arn:aws:states:::s3:getObject',
    arguments: { Bucket: bucket, Key: key },
    config: { InputType: 'JSONL' },
  };
  const index: IndexItemsReply = await environment.run(() => activities.indexMapItems({ ...source, every }));
  let count = 0;
  let sum = 0;
  for (const place of index.places) {
    let from: typeof place | undefined = { ...index.common, ...place };
    for (let left = every; from !== undefined;) {
      const request = { ...source, from, count: left };
      const reply: ReadItemsReply = await environment.run(() => activities.readMapItems(request));
      for (const item of reply.items) sum += (item as { index: number }).index;
      count += reply.items.length;
      left -= reply.items.length;
      from = reply.next;
    }
  }
  obs.close();
  process.stdout.write(JSON.stringify({ count, sum, bytesRead, mostBuffers }));
}

void main();
