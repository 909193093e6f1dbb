import { ObjectStoreError, type ObjectStore } from 'temporal-functiongraph';

type StoredObject = Awaited<ReturnType<ObjectStore['read']>>;

export async function textOf({ chunks }: StoredObject): Promise<string> {
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return Buffer.concat(read).toString();
}

/** What an operation of a store failed with: the problem and the message. */
export async function problemOf(operation: Promise<unknown>): Promise<[string, string]> {
  const error: unknown = await operation.then(
    () => new Error('it did not fail'),
    (failure: unknown) => failure,
  );
  if (error instanceof ObjectStoreError) return [error.problem, error.message];
  throw error;
}
