/**
 * What crosses the wire between a pipeline and the activities that read a map's items and write its results. The rules of
 * `activities/wire.ts` hold here too: fields are only ever added, and a version that is not known is refused retryably.
 */
import type { JsonObject, JsonValue } from '../../asl/language/json';
import type { MapItemResult } from '../../asl/items/map-results';
import type { ResultFiles } from '../../asl/items/result-files';

export const READ_ITEMS_ACTIVITY = 'readMapItems';
export const INDEX_ITEMS_ACTIVITY = 'indexMapItems';
export const WRITE_RESULTS_ACTIVITY = 'writeMapResults';
export const WRITE_MANIFEST_ACTIVITY = 'writeMapManifest';

/** Items as a definition's ItemReader says, its paths and expressions resolved (a `read` command of the engine). */
export interface ItemSource {
  readonly resource: string;
  readonly arguments: JsonValue;
  readonly config: JsonObject;
}

/** Where an item begins. Made by these activities alone; whoever holds one only hands it back. */
export interface ItemPlace {
  /** Items before it. */
  readonly item: number;
  /** Bytes before it in its object. */
  readonly byte?: number;
  /** Records before it, those included that are no items. */
  readonly records?: number;
  /** The CSV's own headers. */
  readonly headers?: readonly string[];
  /** The version of the object: a changed one is refused. */
  readonly etag?: string;
  /** Of `listObjectsV2`: the key before it. */
  readonly after?: string;
}

/** `readMapItems`: a range of items, as much of it as fits into one reply. */
export interface ReadItemsRequest extends ItemSource {
  readonly v: 1;
  /** Default: the first item. */
  readonly from?: ItemPlace;
  /** At most so many. Default: all that are left. */
  readonly count?: number;
  /** The most bytes of items as JSON. Default and at most 524,288; one item that is larger is refused. */
  readonly maxBytes?: number;
}

export interface ReadItemsReply {
  readonly v: 1;
  readonly items: readonly JsonValue[];
  /** Where the range goes on. Absent: it does not. */
  readonly next?: ItemPlace;
}

/** `indexMapItems`: how many items there are, and where every so-manieth begins, so that each shard can read its own. */
export interface IndexItemsRequest extends ItemSource {
  readonly v: 1;
  /** Items from one place to the next: the size of a shard. */
  readonly every: number;
}

export interface IndexItemsReply {
  readonly v: 1;
  readonly count: number;
  /** As asked for, or doubled until there were at most 5,000 places. */
  readonly every: number;
  /** Of the items 0, `every`, 2 × `every`, …, without what `common` holds: a shard's `from` is `{ ...common, ...places[i] }`. */
  readonly places: readonly ItemPlace[];
  readonly common?: Pick<ItemPlace, 'etag' | 'headers'>;
}

/** Where results go, as a definition's ResultWriter says (a `write` command of the engine). */
export interface ResultTarget {
  readonly resource: string;
  readonly arguments: JsonValue;
  readonly config: JsonObject;
  /** Names the map's run: a folder below the prefix. */
  readonly run: string;
}

/** `writeMapResults`: one part of a map's results, as files of its own. Writing a part again replaces it. */
export interface WriteResultsRequest extends ResultTarget {
  readonly v: 1;
  /** Counts the parts from 0: `SUCCEEDED_0.json`. */
  readonly part: number;
  readonly results: readonly MapItemResult[];
}

export interface WriteResultsReply {
  readonly v: 1;
  /** For the manifest. */
  readonly files: ResultFiles;
}

/** `writeMapManifest`: names the files of all parts; the map's output says where it is. */
export interface WriteManifestRequest extends ResultTarget {
  readonly v: 1;
  readonly mapRunArn: string;
  /** Of all parts, in their order. */
  readonly files: readonly ResultFiles[];
}

export interface WriteManifestReply {
  readonly v: 1;
  readonly output: {
    readonly MapRunArn: string;
    readonly ResultWriterDetails: { readonly Bucket: string; readonly Key: string };
  };
}

export interface MapActivities {
  readMapItems(request: ReadItemsRequest): Promise<ReadItemsReply>;
  indexMapItems(request: IndexItemsRequest): Promise<IndexItemsReply>;
  writeMapResults(request: WriteResultsRequest): Promise<WriteResultsReply>;
  writeMapManifest(request: WriteManifestRequest): Promise<WriteManifestReply>;
}
