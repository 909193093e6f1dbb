import type { ReadItemsReply } from '../../../activities/maps/wire';
import type { JsonValue, ReadCommand } from '../../../asl/run';
import type { PipelineRun } from '../pipeline-run';
import { mapActivities } from './map-activities';
import { performObjects } from './perform-objects';

/** Pages of half a megabyte. All of them stand in the run's history, which Temporal ends at 50 MB. */
const MAX_PAGES = 24;

/** Reads all items of a map, page by page. */
export function readItems(run: PipelineRun, command: ReadCommand): void {
  performObjects(run, command, 'States.ItemReaderFailed', () => readAll(command));
}

async function readAll({ path, resource, arguments: given, config }: ReadCommand): Promise<JsonValue> {
  const { readMapItems } = mapActivities(`${path}/ItemReader`);
  const items: JsonValue[] = [];
  let next: ReadItemsReply['next'];
  for (let page = 0; page < MAX_PAGES; page++) {
    const reply = await readMapItems({
      v: 1,
      resource,
      arguments: given,
      config,
      ...(next !== undefined && { from: next }),
    });
    items.push(...reply.items);
    next = reply.next;
    if (next === undefined) return items;
  }
  throw new Error(
    `The items are more than one run can hold: after ${items.length} of them there are still others. Read fewer with MaxItems, or keep large data in objects of their own, and their keys in the items.`,
  );
}
