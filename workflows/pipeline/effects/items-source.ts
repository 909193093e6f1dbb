import type { IndexItemsReply, ItemSource, ReadItemsRequest } from '../../../activities/maps/wire';
import type { ItemsPart, JsonValue } from '../../../asl/run';

/** What the `indexed` event hands to each chunk of a map: where its items are, and where every so-manieth begins. */
export interface IndexedSource {
  readonly from: ItemSource;
  readonly every: number;
  readonly places: IndexItemsReply['places'];
  readonly common?: NonNullable<IndexItemsReply['common']>;
}

/** The request that reads a part's items, with those between its nearest known place and its first item before them. */
export function readOf({ source, first, count }: ItemsPart): { readonly read?: ReadItemsRequest } {
  if (source === undefined) return {};
  const { from, every, places, common } = source as JsonValue & IndexedSource;
  const place = { item: 0, ...common, ...places[Math.floor(first / every)] };
  return { read: { v: 1, ...from, from: place, count: first - place.item + count } };
}
