import type { ItemStart } from '../../asl/items/item-parser';
import { ItemReaderError } from '../../asl/items/item-reader-error';
import { mapAction } from '../../asl/items/map-resource';
import { maxItemsOf, planReader } from '../../asl/items/reader-plan';
import type { JsonValue } from '../../asl/language/json';
import { place } from '../objects/object-name';
import type { ObjectStore } from '../objects/object-store';
import { readItems } from '../objects/read-items';
import { textArguments } from './text-arguments';
import type { ItemPlace, ItemSource } from './wire';

export interface PlacedItem {
  readonly value: JsonValue;
  readonly place: ItemPlace;
}

/** The items that an ItemReader names, from a place on, as they come. */
export function itemsOf(
  store: ObjectStore,
  source: ItemSource,
  from: ItemPlace,
  signal: AbortSignal,
): AsyncGenerator<PlacedItem> {
  const action = mapAction(source.resource);
  if (action === 'getObject') return itemsInObject(store, source, from, signal);
  if (action === 'listObjectsV2') return objectsAsItems(store, source, from, signal);
  throw new ItemReaderError(
    `ItemReader.Resource ${JSON.stringify(source.resource)} is not known; give arn:aws:states:::s3:getObject or arn:aws:states:::s3:listObjectsV2.`,
  );
}

async function* itemsInObject(
  store: ObjectStore,
  source: ItemSource,
  from: ItemPlace,
  signal: AbortSignal,
): AsyncGenerator<PlacedItem> {
  const { Bucket, Key } = textArguments(source.arguments, ['Bucket', 'Key'], [], readerError);
  const plan = planReader(source.config);
  const start = startOf(from);
  const object = await store.read(Bucket, Key, {
    fromByte: start.byte,
    signal,
    ...(from.etag !== undefined && { etag: from.etag }),
  });
  const version = object.etag === undefined ? {} : { etag: object.etag };
  try {
    for await (const item of readItems(object.chunks, plan, start))
      yield { value: item.value, place: { ...item.start, ...version } };
  } catch (error) {
    if (!(error instanceof ItemReaderError)) throw error;
    throw new ItemReaderError(`${place(store.name, Bucket, Key)}: ${error.message}`);
  }
}

async function* objectsAsItems(
  store: ObjectStore,
  source: ItemSource,
  from: ItemPlace,
  signal: AbortSignal,
): AsyncGenerator<PlacedItem> {
  const { Bucket, Prefix } = textArguments(source.arguments, ['Bucket'], ['Prefix'], readerError);
  const { MaxItems, ...others } = source.config;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new ItemReaderError(
      `ReaderConfig.${unknown} is not supported with listObjectsV2; known is MaxItems.`,
    );
  const maxItems = maxItemsOf(MaxItems);
  let { item, after } = from;
  for (let more = true; more;) {
    const page = await store.list(Bucket, {
      signal,
      ...(Prefix !== undefined && { prefix: Prefix }),
      ...(after !== undefined && { after }),
    });
    for (const object of page.objects) {
      if (item >= maxItems) return;
      yield { value: { ...object }, place: { item, ...(after !== undefined && { after }) } };
      after = object.Key;
      item += 1;
    }
    more = page.more && page.objects.length > 0;
  }
}

function startOf({ item, byte = 0, records = 0, headers }: ItemPlace): ItemStart {
  return item === 0
    ? { item, byte: 0, records: 0 }
    : { item, byte, records, ...(headers !== undefined && { headers }) };
}

function readerError(message: string): ItemReaderError {
  return new ItemReaderError(`ItemReader: ${message}`);
}
