import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Context } from '@temporalio/activity';
import {
  FolderStore,
  type ListOptions,
  type ObjectPage,
  type ObjectStore,
  type ReadOptions,
  type StoredObject,
  type WriteOptions,
} from '../../../activities/objects';

/** The objects of all runs: a folder for each. */
export class CaseObjects implements ObjectStore {
  readonly name = 'the objects of the case';

  constructor(private readonly folder: string) {}

  /** @param objects texts by `bucket/key` */
  async put(workflowId: string, objects: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(objects)) {
      const path = join(this.#folderOf(workflowId), name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  }

  read(bucket: string, key: string, options?: ReadOptions): Promise<StoredObject> {
    return this.#store().read(bucket, key, options);
  }

  list(bucket: string, options?: ListOptions): Promise<ObjectPage> {
    return this.#store().list(bucket, options);
  }

  write(bucket: string, key: string, body: string, options?: WriteOptions): Promise<void> {
    return this.#store().write(bucket, key, body, options);
  }

  close(): void {}

  #store(): FolderStore {
    return new FolderStore(this.#folderOf(Context.current().info.workflowExecution?.workflowId ?? ''));
  }

  #folderOf(workflowId: string): string {
    return join(this.folder, encodeURIComponent(workflowId));
  }
}
