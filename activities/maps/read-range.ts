import { ItemReaderError } from '../../asl/items/item-reader-error';
import { jsonBytes } from '../../asl/items/json-bytes';
import type { JsonValue } from '../../asl/language/json';
import type { PlacedItem } from './item-source';
import type { ReadItemsReply, ReadItemsRequest } from './wire';

/** What one reply holds at most: a fraction of what Temporal takes, since the items go into a history. */
export const MAX_REPLY_BYTES = 512 * 1024;

/** As many items of the range as fit into one reply. */
export async function readRange(
  items: AsyncIterable<PlacedItem>,
  { count = Infinity, maxBytes = MAX_REPLY_BYTES }: Pick<ReadItemsRequest, 'count' | 'maxBytes'>,
): Promise<ReadItemsReply> {
  const limit = Math.min(maxBytes, MAX_REPLY_BYTES);
  const read: JsonValue[] = [];
  let bytes = 1;
  if (count === 0) return { v: 1, items: read };
  for await (const { value, place } of items) {
    const itemBytes = jsonBytes(value) + 1;
    if (bytes + itemBytes > limit) {
      if (read.length > 0) return { v: 1, items: read, next: place };
      throw new ItemReaderError(
        `item ${place.item + 1} has ${itemBytes - 1} bytes as JSON, over the ${limit} that one reply takes. Keep large data in objects of their own, and their keys in the items.`,
      );
    }
    read.push(value);
    bytes += itemBytes;
    if (read.length === count) break;
  }
  return { v: 1, items: read };
}
