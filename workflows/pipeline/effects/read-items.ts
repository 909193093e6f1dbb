import type { EngineEvent, JsonValue, ReadCommand } from '../../../asl/run';
import { CHUNK_ITEMS, MIN_ITEMS } from '../delegation';
import type { PipelineRun } from '../pipeline-run';
import type { IndexedSource } from './items-source';
import { mapActivities } from './map-activities';
import { performObjects } from './perform-objects';
import { readPages } from './read-pages';

/** The items of a map: all of them, or of a large one their number and places, so that each chunk reads its own. */
export function readItems(run: PipelineRun, command: ReadCommand): void {
  performObjects(run, command, 'States.ItemReaderFailed', () => eventOf(run, command));
}

async function eventOf(
  { input }: PipelineRun,
  { id, path, resource, arguments: given, config, mayIndex }: ReadCommand,
): Promise<EngineEvent> {
  const from = { resource, arguments: given, config };
  const few = mayIndex === true ? { count: MIN_ITEMS } : {};
  const output = await readPages(path, { v: 1, ...from, ...few }, input);
  if (mayIndex !== true || output.length < MIN_ITEMS) return { type: 'succeeded', id, output };
  const { indexMapItems } = mapActivities(`${path}/ItemReader`, input);
  const { count, every, places, common } = await indexMapItems({ v: 1, ...from, every: CHUNK_ITEMS });
  const source: IndexedSource = { from, every, places, ...(common !== undefined && { common }) };
  return { type: 'indexed', id, count, source: source as unknown as JsonValue };
}
