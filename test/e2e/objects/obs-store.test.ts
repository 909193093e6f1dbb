import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ObsStore } from 'temporal-functiongraph';
import { BUILD_MS, startMinio, type Minio } from '../../support/minio/minio';
import { problemOf, textOf } from './support';

let minio: Minio;
let store: ObsStore;
let bucket: string;

beforeAll(async () => {
  minio = await startMinio();
  store = minio.store();
  bucket = minio.bucket();
}, BUILD_MS);
afterAll(async () => {
  store?.close();
  await minio?.stop();
});

const everyOperation = (of: ObsStore, name: string): (() => Promise<unknown>)[] => [
  () => of.read(name, 'x'),
  () => of.list(name),
  () => of.write(name, 'x', ''),
];

test('what is written is read, whole and from a byte on, under any key', async () => {
  for (const key of ['plain.csv', 'a folder/é +&?#%.json', `deep/${'x/'.repeat(50)}y`]) {
    await store.write(bucket, key, `["é", "${key.length}"]`);
    expect(await textOf(await store.read(bucket, key))).toBe(`["é", "${key.length}"]`);
    expect(await textOf(await store.read(bucket, key, { fromByte: 1 }))).toBe(`"é", "${key.length}"]`);
  }
});

test('objects are listed by key, page by page, with what an item of a map has', async () => {
  const listed = minio.bucket();
  for (const key of ['in/b', 'in/a 1', 'in/é', 'other']) await store.write(listed, key, 'twelve bytes');
  const first = await store.list(listed, { prefix: 'in/', maxKeys: 2 });
  expect(first.objects.map(({ Key }) => Key)).toEqual(['in/a 1', 'in/b']);
  expect(first.more).toBe(true);
  expect(await store.list(listed, { prefix: 'in/', after: 'in/b' })).toEqual({
    more: false,
    objects: [
      {
        Etag: expect.stringMatching(/^"[0-9a-f]{32}"$/) as string,
        Key: 'in/é',
        LastModified: expect.any(Number) as number,
        Size: 12,
        StorageClass: 'STANDARD',
      },
    ],
  });
});

test('an object that was replaced is not the one that reading began with', async () => {
  await store.write(bucket, 'replaced', 'one');
  const object = await store.read(bucket, 'replaced');
  await textOf(object);
  const etag = object.etag ?? '';
  expect(await textOf(await store.read(bucket, 'replaced', { etag, fromByte: 1 }))).toBe('ne');
  await store.write(bucket, 'replaced', 'two');
  expect((await problemOf(store.read(bucket, 'replaced', { etag })))[0]).toBe('Changed');
  expect((await problemOf(store.read(bucket, 'replaced', { fromByte: 10 })))[0]).toBe('Changed');
});

const notFound = (what: string) => ['NotFound', expect.stringContaining(what)];

test('a bucket or an object that is not there is told as that', async () => {
  expect(await problemOf(store.read(bucket, 'missing'))).toEqual(
    notFound('there is no such object. Check the key'),
  );
  for (const operation of everyOperation(store, 'no-such-bucket'))
    expect(await problemOf(operation())).toEqual(
      notFound('there is no such bucket. Check its name and the region'),
    );
});

test.each([
  ['an unknown access key', { accessKey: 'nobody' }],
  ['a wrong secret key', { secretKey: 'wrong-secret-key' }],
  ['a wrong security token', { securityToken: 'wrong-token' }],
])('%s is denied, and no secret is told', async (_, wrong) => {
  const keys = { ...minio.auth, ...wrong };
  const denied = minio.store(keys);
  for (const operation of everyOperation(denied, bucket)) {
    const [problem, message] = await problemOf(operation());
    expect(problem).toBe('Denied');
    expect(message).not.toContain(keys.secretKey);
    expect(message).not.toContain('wrong');
  }
  denied.close();
});

test('a service that is not there cannot be reached', async () => {
  const gone = await startMinio();
  await gone.stop();
  expect((await problemOf(gone.store().read('data', 'x')))[0]).toBe('Unreachable');
});

const line = (index: number) => `${JSON.stringify({ index, text: 'x'.repeat(180) })}\n`;

test('20 MB of JSON Lines are read by ranges, each byte about twice, in little memory', async () => {
  const lines = Array.from({ length: 100_000 }, (_, index) => line(index));
  await store.write(bucket, 'large.jsonl', lines.join(''));
  const script = require.resolve('#dist/test/e2e/objects/read-by-ranges');
  const heap = ['--max-old-space-size=64', '--max-semi-space-size=2'];
  const { stdout } = await promisify(execFile)(process.execPath, [...heap, script], {
    env: {
      ...process.env,
      RANGES: JSON.stringify({
        endpoint: minio.endpoint,
        auth: minio.auth,
        bucket,
        key: 'large.jsonl',
        every: 10_000,
      }),
    },
  });
  const bytes = lines.join('').length;
  const read = JSON.parse(stdout) as { count: number; sum: number; bytesRead: number; mostBuffers: number };
  expect(bytes).toBeGreaterThan(20_000_000);
  expect([read.count, read.sum]).toEqual([100_000, (99_999 * 100_000) / 2]);
  // Once to index, once to read; what was on its way when a range or a reply was full comes on top.
  expect(read.bytesRead / bytes).toBeLessThan(2.6);
  expect(read.mostBuffers).toBeLessThan(bytes / 2);
});
