import type { MapPlan } from '../../compile/plan';
import type { JsonValue } from '../../language/json';
import { guard } from '../fail';
import { problemOf } from '../problem';
import type { Run, Visit } from '../run';
import type { MapProgress } from '../snapshot';
import type { ItemOutcome, WrittenChunk } from '../map-commands';
import type { EffectEvent } from '../turn';
import { startChunk } from './chunks';
import { failMap, fill, settleItem } from './items';
import { TOO_MANY_FAILURES } from './map-problems';
import { partWritten } from './parts';

/** The event of one of several commands that a Map waits for: of a chunk of its items, or in a chunk of a part of the results. */
export function takeOneOf(run: Run, visit: Visit<MapPlan>, event: EffectEvent): void {
  const { map } = visit.at;
  run.snapshot.pending[event.id] = undefined;
  if (map === undefined) return;
  const goesOn =
    map.parts === undefined
      ? takeChunk(run, visit, map, event)
      : partWritten(run, visit, map, map.parts, event);
  if (goesOn) guard(run, visit, () => fill(run, visit, map));
}

interface Chunk {
  readonly first: number;
  readonly count: number;
}

/**
 * What a chunk of items came to; what it did not begin is asked for again.
 * @returns whether the Map goes on
 */
function takeChunk(run: Run, visit: Visit<MapPlan>, map: MapProgress, event: EffectEvent): boolean {
  const chunk = map.chunks?.[event.id];
  if (map.chunks === undefined || chunk === undefined) return false;
  delete map.chunks[event.id];
  if (event.type === 'failed') return failMap(run, visit, map, problemOf(event));
  if (event.type !== 'succeeded') return false;
  return map.written === undefined
    ? takeOutcomes(run, visit, map, chunk, event.output)
    : takeWritten(run, visit, map, chunk, event.output as JsonValue & WrittenChunk);
}

function takeOutcomes(
  run: Run,
  visit: Visit<MapPlan>,
  map: MapProgress,
  { first, count }: Chunk,
  output: JsonValue,
): boolean {
  const outcomes = Array.isArray(output) ? (output as readonly ItemOutcome[]) : [];
  if (map.source === undefined) map.items.fill(null, first, first + outcomes.length);
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome === null) continue;
    const slot = first + index;
    if (outcome.input !== undefined) map.items[slot] = outcome.input;
    if (!settleItem(run, visit, map, slot, outcome)) return false;
  }
  const left = count - outcomes.length;
  if (left > 0 && visit.at.cancelled !== true) startChunk(run, visit, map, first + outcomes.length, left);
  return true;
}

function takeWritten(
  run: Run,
  visit: Visit<MapPlan>,
  map: MapProgress,
  { first, count }: Chunk,
  { failed, files }: WrittenChunk,
): boolean {
  map.failed += failed;
  if (map.tolerated !== undefined && map.failed > map.tolerated)
    return failMap(run, visit, map, TOO_MANY_FAILURES);
  if (map.source === undefined) map.items.fill(null, first, first + count);
  map.written?.files.push(...files);
  map.done += count;
  return true;
}
