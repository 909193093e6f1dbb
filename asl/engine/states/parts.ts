import type { MapPlan } from '../../compile/plan';
import type { JsonValue } from '../../language/json';
import { failState } from '../fail';
import { errorOutput, problemOf } from '../problem';
import type { Run, Visit } from '../run';
import type { MapProgress, PartsProgress } from '../snapshot';
import type { WrittenChunk } from '../map-commands';
import type { EffectEvent, WorkOutcome } from '../turn';

/** Characters of JSON that one part has about: with the next one being gathered, well below what a checkpoint may have. */
const PART_CHARACTERS = 256 * 1024;
/** No further item is begun while so much is not written yet: an early item may run long, or the store be slow. */
const MOST_UNWRITTEN = 1024 * 1024;

/** An item that ended and is not handed out yet. */
type Ended = JsonValue & { readonly outcome: WorkOutcome; readonly size: number };

export function noParts(): PartsProgress {
  return { handedOut: 0, ended: 0, size: 0, open: {}, files: [] };
}

export function holdsEnough({ bytes = 0 }: MapProgress): boolean {
  return bytes >= MOST_UNWRITTEN;
}

/** In a chunk that writes its own results: hands out what makes a part. */
export function keepForWriting(
  run: Run,
  visit: Visit<MapPlan>,
  map: MapProgress,
  parts: PartsProgress,
  slot: number,
  outcome: WorkOutcome,
): void {
  const size = JSON.stringify([outcome, map.items[slot]]).length;
  map.results[slot] = { outcome, size } as JsonValue;
  map.bytes = (map.bytes ?? 0) + size;
  if (visit.at.cancelled === true) return;
  for (let next = endedAt(map, parts.ended); next !== null; next = endedAt(map, parts.ended)) {
    parts.ended++;
    parts.size += next.size;
    if (parts.size >= PART_CHARACTERS) handOut(run, visit, map, parts);
  }
}

function endedAt({ results }: MapProgress, slot: number): Ended | null {
  return (results[slot] ?? null) as Ended | null;
}

function handOut(run: Run, visit: Visit<MapPlan>, map: MapProgress, parts: PartsProgress): void {
  const { chunk } = map;
  if (chunk?.write === undefined) return;
  const { handedOut: from, ended: to, size: bytes } = parts;
  const first = chunk.first + from;
  const outcomes = map.results.slice(from, to).map((ended) => (ended as Ended).outcome);
  const failures = outcomes.flatMap((outcome, index) => ('problem' in outcome ? [index] : []));
  const id = run.sideCommand(visit, {
    type: 'write',
    ...chunk.write,
    first,
    results: outcomes.map((outcome) =>
      'problem' in outcome ? errorOutput(outcome.problem) : outcome.output,
    ),
    inputs: map.items.slice(from, to),
    ...(failures.length > 0 && { failures }),
  });
  parts.open[id] = { first, bytes };
  map.results.fill(null, from, to);
  map.items.fill(null, from, to);
  parts.handedOut = to;
  parts.size = 0;
}

/**
 * What became of a part that was handed out. A run that was cancelled fails once its items have ended.
 * @returns whether the chunk goes on
 */
export function partWritten(
  run: Run,
  visit: Visit<MapPlan>,
  map: MapProgress,
  parts: PartsProgress,
  event: EffectEvent,
): boolean {
  const part = parts.open[event.id];
  if (part === undefined) return false;
  delete parts.open[event.id];
  map.bytes = (map.bytes ?? 0) - part.bytes;
  if (event.type === 'succeeded') parts.files.push({ first: part.first, files: event.output });
  else if (event.type === 'failed' && visit.at.cancelled !== true) {
    failState(run, visit, problemOf(event));
    return false;
  }
  return true;
}

/** Nothing is running any more: the rest is written, and when all is, the chunk ends. */
export function endWriting(run: Run, visit: Visit<MapPlan>, map: MapProgress, parts: PartsProgress): void {
  if (visit.at.cancelled !== true) {
    if (map.next < map.results.length) return;
    if (parts.ended > parts.handedOut) handOut(run, visit, map, parts);
  }
  if (Object.keys(parts.open).length > 0) return;
  if (visit.at.cancelled === true) {
    failState(run, visit, run.notBegun());
    return;
  }
  const files = parts.files.toSorted((a, b) => a.first - b.first);
  const output: WrittenChunk = { failed: map.failed, files };
  run.end({ status: 'SUCCEEDED', output: output as unknown as JsonValue });
}
