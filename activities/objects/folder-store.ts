import { randomUUID } from 'node:crypto';
import type { Dirent, Stats } from 'node:fs';
import { mkdir, open, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { checkNames, invalid, place, shown } from './object-name';
import { ObjectStoreError } from './object-store-error';
import { MAX_PAGE_KEYS, type ListOptions, type ObjectPage, type ObjectStore } from './object-store';
import type { ReadOptions, StoredObject, WriteOptions } from './object-store';

/** Objects being written; no bucket's name begins with a dot. */
const ASIDE = '.writing';

/**
 * Objects as files: `FOLDER/BUCKET/KEY`, the key's slashes being folders. Nothing outside the bucket's folder is ever
 * read or written, whatever the key says or a link points at.
 */
export class FolderStore implements ObjectStore {
  readonly name: string;
  readonly #root: string;

  constructor(folder: string) {
    this.#root = resolve(folder);
    this.name = `folder ${this.#root}`;
  }

  async read(bucket: string, key: string, options: ReadOptions = {}): Promise<StoredObject> {
    const path = await this.within(bucket, key);
    const where = place(this.name, bucket, key);
    const stats = await stat(path).catch((error: unknown) => Promise.reject(failure(where, error)));
    if (!stats.isFile()) throw new ObjectStoreError(`${where} is not a file.`, 'NotFound', false);
    const etag = etagOf(stats);
    if (options.etag !== undefined && options.etag !== etag) throw changed(where);
    return { etag, chunks: streamedFile(path, etag, where, options) };
  }

  async list(
    bucket: string,
    { prefix = '', after = '', maxKeys = MAX_PAGE_KEYS }: ListOptions = {},
  ): Promise<ObjectPage> {
    const base = await this.within(bucket);
    const where = place(this.name, bucket);
    const entries = await readdir(base, { recursive: true, withFileTypes: true }).catch((error: unknown) =>
      Promise.reject(failure(where, error)),
    );
    const keys = entries
      .filter((entry) => entry.isFile())
      .map((entry) => keyOf(base, entry))
      .filter((key) => key.startsWith(prefix) && compareKeys(key, after) > 0)
      .toSorted(compareKeys);
    const objects = await Promise.all(
      keys.slice(0, maxKeys).map(async (Key) => {
        const stats = await stat(join(base, Key)).catch((error: unknown) =>
          Promise.reject(failure(place(this.name, bucket, Key), error)),
        );
        const LastModified = Math.floor(stats.mtimeMs / 1000);
        return { Etag: etagOf(stats), Key, LastModified, Size: stats.size, StorageClass: 'STANDARD' };
      }),
    );
    return { objects, more: keys.length > maxKeys };
  }

  async write(bucket: string, key: string, body: string, { signal }: WriteOptions = {}): Promise<void> {
    const base = await this.within(bucket);
    checkNames(bucket, key);
    const where = place(this.name, bucket, key);
    const path = join(base, ...segments(key));
    const aside = join(this.#root, ASIDE, randomUUID());
    try {
      mustBeWithin(base, await nearestFolder(dirname(path)), where);
      await mkdir(dirname(path), { recursive: true });
      await mkdir(dirname(aside), { recursive: true });
      await writeFile(aside, body, { ...(signal !== undefined && { signal }) });
      await rename(aside, path);
    } catch (error) {
      await rm(aside, { force: true });
      signal?.throwIfAborted();
      throw failure(where, error);
    }
  }

  close(): void {}

  /** The real path of an object, or of a bucket, which must be there. */
  private async within(bucket: string, key?: string): Promise<string> {
    checkNames(bucket, key);
    const where = place(this.name, bucket, key);
    try {
      const base = await realpath(join(this.#root, bucket));
      if (key === undefined) return base;
      const path = await realpath(join(base, ...segments(key)));
      mustBeWithin(base, path, where);
      return path;
    } catch (error) {
      throw failure(where, error);
    }
  }
}

/** The file is open only while it is read. */
async function* streamedFile(
  path: string,
  etag: string,
  where: string,
  { fromByte = 0, signal }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  const file = await open(path).catch((error: unknown) => Promise.reject(failure(where, error)));
  try {
    if (etagOf(await file.stat()) !== etag) throw changed(where);
    const stream = file.createReadStream({ start: fromByte, autoClose: false });
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      yield chunk as Buffer;
    }
  } finally {
    await file.close();
  }
}

/** The real path of the folder, or of the nearest above it that is there. */
async function nearestFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return nearestFolder(dirname(folder));
  }
}

function mustBeWithin(base: string, path: string, where: string): void {
  if (path === base || path.startsWith(base + sep)) return;
  throw new ObjectStoreError(
    `${where} is behind a link that leads out of the bucket's folder.`,
    'Denied',
    false,
  );
}

/** The key's parts as names of folders and of the file. */
function segments(key: string): string[] {
  const parts = key.split('/');
  const bad = parts.find((part) => part === '' || part === '.' || part === '..' || /[\\\0]/.test(part));
  if (bad !== undefined)
    throw invalid(
      `key ${shown(key)} cannot be a file: parts between slashes must not be empty, "." or "..", nor hold a backslash.`,
    );
  return parts;
}

function keyOf(base: string, entry: Dirent): string {
  return relative(base, join(entry.parentPath, entry.name)).split(sep).join('/');
}

function etagOf({ mtimeMs, size }: Stats): string {
  return `"${Math.round(mtimeMs * 1000).toString(16)}-${size.toString(16)}"`;
}

/** By their bytes in UTF-8, as S3 lists them. */
function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function changed(where: string): ObjectStoreError {
  return new ObjectStoreError(`${where} was changed since reading it began; start again.`, 'Changed', false);
}

function failure(where: string, error: unknown): Error {
  if (error instanceof ObjectStoreError) return error;
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new ObjectStoreError(`${where} is not there; check both names.`, 'NotFound', false, {
      cause: error,
    });
  if (code === 'EACCES' || code === 'EPERM')
    return new ObjectStoreError(`${where} must not be used by this process (${code}).`, 'Denied', false, {
      cause: error,
    });
  const transient = code === 'EMFILE' || code === 'ENFILE' || code === 'EAGAIN';
  return new ObjectStoreError(`${where} cannot be used (${code}).`, 'Failed', transient, { cause: error });
}
