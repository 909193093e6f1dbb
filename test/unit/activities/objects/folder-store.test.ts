import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { FolderStore } from '../../../../activities/objects';
import { tempDir } from '../../../support/temp-dir';
import { problemOf, textOf } from './support';

function storeWith(files: Readonly<Record<string, string>>): { root: string; store: FolderStore } {
  const root = tempDir();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return { root, store: new FolderStore(root) };
}

test('an object is a file below its bucket, read whole or from a byte on', async () => {
  const { store } = storeWith({ 'b1/in/data.csv': 'a,b\n1,2\n' });
  expect(await textOf(await store.read('b1', 'in/data.csv'))).toBe('a,b\n1,2\n');
  expect(await textOf(await store.read('b1', 'in/data.csv', { fromByte: 4 }))).toBe('1,2\n');
});

test('what is written can be read and listed, and replaces what was there, without traces', async () => {
  const { root, store } = storeWith({ 'b1/x': '' });
  await store.write('b1', 'out/run/é.json', '[1]');
  await store.write('b1', 'out/run/é.json', '["é"]');
  expect(await textOf(await store.read('b1', 'out/run/é.json'))).toBe('["é"]');
  expect((await store.list('b1', { prefix: 'out/' })).objects).toMatchObject([
    { Key: 'out/run/é.json', Size: 6, StorageClass: 'STANDARD' },
  ]);
  expect(readdirSync(join(root, '.writing'))).toEqual([]);
});

test('objects are listed by key, page by page', async () => {
  const { store } = storeWith({ 'b1/b': '', 'b1/a/2': '', 'b1/a/1': '', 'b1/a.x': '', 'b2/other': '' });
  const keysAfter = async (after?: string) => {
    const { objects, more } = await store.list('b1', { maxKeys: 2, ...(after !== undefined && { after }) });
    return [objects.map(({ Key }) => Key), more];
  };
  expect(await keysAfter()).toEqual([['a.x', 'a/1'], true]);
  expect(await keysAfter('a/1')).toEqual([['a/2', 'b'], false]);
});

test('a file that was changed is not the one that reading began with', async () => {
  const { root, store } = storeWith({ 'b1/data': 'one' });
  const { etag = '' } = await store.read('b1', 'data');
  expect(await textOf(await store.read('b1', 'data', { etag }))).toBe('one');
  writeFileSync(join(root, 'b1/data'), 'two');
  utimesSync(join(root, 'b1/data'), 1000, 1000);
  expect(await problemOf(store.read('b1', 'data', { etag }))).toEqual([
    'Changed',
    `object "data" of bucket "b1" (folder ${root}) was changed since reading it began; start again.`,
  ]);
});

test.each([
  '../secret',
  'a/../../secret',
  '/etc/passwd',
  'a//b',
  './x',
  'x/.',
  '..',
  String.raw`..\secret`,
  'a\0b',
])('the key %j cannot leave the bucket, for reading or for writing', async (key) => {
  const { root, store } = storeWith({ 'b1/a/x': '', secret: 'secret' });
  expect((await problemOf(store.read('b1', key)))[0]).toBe('InvalidName');
  expect((await problemOf(store.write('b1', key, 'mine')))[0]).toBe('InvalidName');
  expect(readFileSync(join(root, 'secret'), 'utf8')).toBe('secret');
});

test.each(['', '.', '..', '.writing', 'a/b', '../b1', 'a..b', 'x'.repeat(64)])(
  '%j is no bucket',
  async (bucket) => {
    const { store } = storeWith({ 'b1/x': '' });
    expect((await problemOf(store.read(bucket, 'x')))[0]).toBe('InvalidName');
    expect((await problemOf(store.list(bucket)))[0]).toBe('InvalidName');
  },
);

test('a link that leads out of the bucket is not followed', async () => {
  const { root, store } = storeWith({ 'b1/x': '', 'outside/secret': 'secret' });
  symlinkSync(join(root, 'outside'), join(root, 'b1', 'link'));
  symlinkSync(join(root, 'outside/secret'), join(root, 'b1', 'file'));
  expect((await problemOf(store.read('b1', 'link/secret')))[0]).toBe('Denied');
  expect((await problemOf(store.read('b1', 'file')))[0]).toBe('Denied');
  expect((await problemOf(store.write('b1', 'link/deep/new', 'x')))[0]).toBe('Denied');
  expect(existsSync(join(root, 'outside/deep'))).toBe(false);
  expect((await store.list('b1')).objects.map(({ Key }) => Key)).toEqual(['x']);
});

test('what is not there is told with its names', async () => {
  const { root, store } = storeWith({ 'b1/folder/x': '' });
  const missing = (what: string) => ['NotFound', `${what} (folder ${root}) is not there; check both names.`];
  expect(await problemOf(store.read('b1', 'y'))).toEqual(missing('object "y" of bucket "b1"'));
  expect(await problemOf(store.read('b2', 'x'))).toEqual(missing('object "x" of bucket "b2"'));
  expect(await problemOf(store.write('b2', 'x', ''))).toEqual(missing('bucket "b2"'));
  expect(await problemOf(store.list('b2'))).toEqual(missing('bucket "b2"'));
  expect((await problemOf(store.read('b1', 'folder')))[0]).toBe('NotFound');
});
