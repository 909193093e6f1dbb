/** Where maps read their items and write their results: buckets of objects. */
export interface ObjectStore {
  /** For messages: `OBS at https://obs.cn-north-4.myhuaweicloud.com`, `folder /data`. Holds no secret. */
  readonly name: string;
  /** @throws ObjectStoreError */
  read(bucket: string, key: string, options?: ReadOptions): Promise<StoredObject>;
  /**
   * A page of the objects whose keys begin with `prefix`, by key.
   * @throws ObjectStoreError
   */
  list(bucket: string, options?: ListOptions): Promise<ObjectPage>;
  /**
   * Puts an object in place of whatever has that key, all of it or nothing.
   * @throws ObjectStoreError
   */
  write(bucket: string, key: string, body: string, options?: WriteOptions): Promise<void>;
  /** Lets go of connections; the store may be used again. */
  close(): void;
}

export interface ReadOptions {
  /** Where reading begins. Default 0. */
  readonly fromByte?: number;
  /** The version that is meant: another one is refused as `Changed`. */
  readonly etag?: string;
  readonly signal?: AbortSignal;
}

export interface ListOptions {
  readonly prefix?: string;
  /** Only keys behind this one. */
  readonly after?: string;
  /** Default and at most 1,000. */
  readonly maxKeys?: number;
  readonly signal?: AbortSignal;
}

export interface WriteOptions {
  /** Default `application/json`. */
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

export interface StoredObject {
  readonly etag?: string;
  /** May throw an ObjectStoreError in the middle. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface ObjectPage {
  readonly objects: readonly ListedObject[];
  /** Whether there are more behind the last one. */
  readonly more: boolean;
}

/** As an item of a Map with `listObjectsV2` has it. */
export interface ListedObject {
  readonly Etag: string;
  readonly Key: string;
  /** Seconds since the epoch. */
  readonly LastModified: number;
  /** Bytes. */
  readonly Size: number;
  readonly StorageClass: string;
}

export const MAX_PAGE_KEYS = 1000;
