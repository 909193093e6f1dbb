import { ItemReaderError } from '../../asl/items/item-reader-error';
import type { PlacedItem } from './item-source';
import type { IndexItemsReply, ItemPlace } from './wire';

/** About 300 KB of JSON at most. */
const MAX_PLACES = 5000;

/** Counts the items, and notes where every so-manieth begins. */
export async function indexItems(
  items: AsyncIterable<PlacedItem>,
  asked: number,
  onItem: () => void,
): Promise<IndexItemsReply> {
  if (!Number.isSafeInteger(asked) || asked < 1)
    throw new ItemReaderError(`every is ${String(asked)}; it must be a whole number of items over 0.`);
  let every = asked;
  let places: ItemPlace[] = [];
  let common: Pick<ItemPlace, 'etag' | 'headers'> = {};
  let count = 0;
  for await (const { place } of items) {
    onItem();
    if (count % every === 0) {
      const { etag, headers, ...own } = place;
      common = { ...(etag !== undefined && { etag }), ...(headers !== undefined && { headers }) };
      places.push(own);
      if (places.length > MAX_PLACES) {
        every *= 2;
        places = places.filter(({ item }) => item % every === 0);
      }
    }
    count += 1;
  }
  return { v: 1, count, every, places, ...(Object.keys(common).length > 0 && { common }) };
}
