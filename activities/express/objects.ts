import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import type { JsonValue, ReadCommand, WriteCommand } from '../../asl/run';
import { itemsOf } from '../maps/item-source';
import { failure, mapFailure } from '../maps/map-failure';
import type { ItemSource, ReadItemsRequest } from '../maps/wire';
import type { ObjectStore } from '../objects/object-store';
import type { Shared } from './express-attempt';
import type { ExpressRun } from './express-run';

const READER = 'States.ItemReaderFailed';

/** All items that a map inside an express run reads. */
export function readObjects(
  shared: Pick<Shared, 'objects'>,
  { resource, arguments: args, config }: ReadCommand,
  signal: AbortSignal,
): Promise<JsonValue> {
  return readAll(shared, { resource, arguments: args, config }, {}, signal);
}

const TRIES = 5;

/** The items of a range, in one piece: they are run where they are read. What may pass by itself is tried again. */
export async function readAll(
  { objects }: Pick<Shared, 'objects'>,
  source: ItemSource,
  range: Pick<ReadItemsRequest, 'from' | 'count'>,
  signal: AbortSignal,
): Promise<JsonValue[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(storeOf(objects), source, range, signal);
    } catch (error) {
      signal.throwIfAborted();
      const failed = error instanceof ApplicationFailure ? error : mapFailure(READER, error, attempt);
      const final = !(failed instanceof ApplicationFailure) || failed.nonRetryable === true;
      if (final || attempt === TRIES) throw failed;
      await sleep(1000 * 2 ** (attempt - 1), undefined, { signal });
    }
  }
}

async function readOnce(
  store: ObjectStore,
  source: ItemSource,
  { from, count = Infinity }: Pick<ReadItemsRequest, 'from' | 'count'>,
  signal: AbortSignal,
): Promise<JsonValue[]> {
  const items: JsonValue[] = [];
  if (count === 0) return items;
  for await (const { value } of itemsOf(store, source, from ?? { item: 0 }, signal)) {
    items.push(value);
    if (items.length === count) break;
  }
  return items;
}

function storeOf(objects: ObjectStore | string): ObjectStore {
  if (typeof objects !== 'string') return objects;
  throw failure(READER, objects, 'ObjectStore.NotConfigured', false, 1);
}

/** Where a map's results go. */
export async function writeObjects(
  _run: ExpressRun,
  { path }: WriteCommand,
  _signal: AbortSignal,
): Promise<JsonValue> {
  throw failure(
    'States.ResultWriterFailed',
    `${path}: a ResultWriter inside an express run is not possible; let the run return the results, or use mode 'standard'.`,
    'EXPRESS_UNSUITED',
    false,
    1,
  );
}
