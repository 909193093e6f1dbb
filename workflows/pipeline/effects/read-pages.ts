import { ApplicationFailure } from '@temporalio/common';
import type { ReadItemsRequest } from '../../../activities/maps/wire';
import type { JsonValue } from '../../../asl/run';
import type { RunSettings } from '../pipeline-input';
import { mapActivities } from './map-activities';

/** Pages of half a megabyte. All of them stand in the run's history, which Temporal ends at 50 MB. */
const MAX_PAGES = 24;

/**
 * The items of a range, page by page.
 *
 * @param path the map's
 */
export async function readPages(
  path: string,
  request: ReadItemsRequest,
  settings: RunSettings,
): Promise<JsonValue[]> {
  const { readMapItems } = mapActivities(`${path}/ItemReader`, settings);
  const { count = Infinity } = request;
  const items: JsonValue[] = [];
  let next = request.from;
  for (let page = 0; page < MAX_PAGES; page++) {
    const reply = await readMapItems({
      ...request,
      ...(next !== undefined && { from: next }),
      ...(count !== Infinity && { count: count - items.length }),
    });
    items.push(...reply.items);
    next = reply.next;
    if (next === undefined || items.length >= count) return items;
  }
  // A plain error would fail the workflow task of a chunk that reads its own, for ever.
  throw ApplicationFailure.create({
    message: `The items are more than one run can hold: after ${items.length} of them there are still others. Read fewer with MaxItems, or keep large data in objects of their own, and their keys in the items.`,
    nonRetryable: true,
  });
}
