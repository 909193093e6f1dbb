import type { MapPlan } from '../../compile/plan';
import type { JsonValue } from '../../language/json';
import { failState } from '../fail';
import type { Run, Visit } from '../run';
import type { MapProgress } from '../snapshot';
import type { WorkOutcome } from '../turn';
import { TOO_MANY_FAILURES } from './map-problems';
import { endWriting, holdsEnough, keepForWriting } from './parts';

/** A chunk ends, and what is left of it is asked for again, once its outcomes have so many bytes. */
const ENOUGH_BYTES = 512 * 1024;

/**
 * In a chunk: outcomes are kept, and judged by the run that asked for them.
 * @returns whether the chunk goes on
 */
export function keepOutcome(
  run: Run,
  visit: Visit<MapPlan>,
  map: MapProgress,
  slot: number,
  outcome: WorkOutcome,
): boolean {
  map.done++;
  if ('problem' in outcome) map.failed++;
  if ('problem' in outcome && breaks(visit, map)) {
    if (map.parts !== undefined) {
      failState(run, visit, map.chunk?.stopAtFailure === true ? outcome.problem : TOO_MANY_FAILURES);
      return false;
    }
    run.cancel(map.running);
    map.running.length = 0;
    map.next = map.results.length;
  }
  if (map.parts !== undefined) keepForWriting(run, visit, map, map.parts, slot, outcome);
  else keep(map, slot, outcome);
  return true;
}

/** The Map has failed with this item. One that was cancelled has anyway, and lets what is under way clean up. */
function breaks({ at }: Visit<MapPlan>, { chunk, failed }: MapProgress): boolean {
  if (at.cancelled === true || chunk === undefined) return false;
  return chunk.stopAtFailure === true || (chunk.tolerated !== undefined && failed > chunk.tolerated);
}

function keep(map: MapProgress, slot: number, outcome: WorkOutcome): void {
  const kept = map.chunk?.keepInputs === true ? { ...outcome, input: map.items[slot] ?? null } : outcome;
  map.items[slot] = null;
  map.results[slot] = kept as JsonValue;
  map.bytes = (map.bytes ?? 0) + JSON.stringify(kept).length;
}

/** No further item of the chunk is begun: at all, or until some are written. */
export function isFull(map: MapProgress): boolean {
  if (map.chunk === undefined) return false;
  return map.parts === undefined ? (map.bytes ?? 0) >= ENOUGH_BYTES : holdsEnough(map);
}

export function endChunk(run: Run, visit: Visit<MapPlan>, map: MapProgress): void {
  if (map.running.length > 0) return;
  if (map.parts !== undefined) {
    endWriting(run, visit, map, map.parts);
    return;
  }
  const goesOn = visit.at.cancelled !== true && map.next < map.results.length && !isFull(map);
  if (!goesOn) run.end({ status: 'SUCCEEDED', output: map.results.slice(0, map.next) });
}
