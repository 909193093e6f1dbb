import type { JsonValue, ReadCommand } from '../../asl/run';
import { itemsOf } from '../maps/item-source';
import type { ItemSource, ReadItemsRequest } from '../maps/wire';
import type { ObjectStore } from '../objects/object-store';
import type { Shared } from './express-attempt';
import { withStore } from './with-store';

/** All items that a map inside an express run reads. */
export function readObjects(
  shared: Pick<Shared, 'objects'>,
  { resource, arguments: args, config }: ReadCommand,
  signal: AbortSignal,
): Promise<JsonValue> {
  return readAll(shared, { resource, arguments: args, config }, {}, signal);
}

/** The items of a range, in one piece: they are run where they are read. */
export function readAll(
  shared: Pick<Shared, 'objects'>,
  source: ItemSource,
  range: Pick<ReadItemsRequest, 'from' | 'count'>,
  signal: AbortSignal,
): Promise<JsonValue[]> {
  return withStore(shared, 'States.ItemReaderFailed', signal, (store) =>
    readOnce(store, source, range, signal),
  );
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
