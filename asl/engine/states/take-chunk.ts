import type { MapPlan } from '../../compile/plan';
import type { JsonValue } from '../../language/json';
import { failState, guard } from '../fail';
import { problemOf } from '../problem';
import type { Run, Visit } from '../run';
import type { EffectEvent, ItemOutcome } from '../turn';
import { startChunk } from './chunks';
import { fill, settleItem } from './items';

/** What a chunk of items came to; what it did not begin is asked for again. */
export function takeChunk(run: Run, visit: Visit<MapPlan>, event: EffectEvent): void {
  const { map } = visit.at;
  const chunk = map?.chunks?.[event.id];
  run.snapshot.pending[event.id] = undefined;
  if (map?.chunks === undefined || chunk === undefined) return;
  delete map.chunks[event.id];
  if (event.type === 'failed') failState(run, visit, problemOf(event));
  if (event.type !== 'succeeded') return;
  const outcomes = outcomesOf(event.output);
  for (const [index, outcome] of outcomes.entries())
    if (outcome !== null && !settleItem(run, visit, map, chunk.first + index, outcome)) return;
  if (map.source === undefined) map.items.fill(null, chunk.first, chunk.first + outcomes.length);
  const left = chunk.count - outcomes.length;
  if (left > 0 && map.cancelled !== true) startChunk(run, visit, map, chunk.first + outcomes.length, left);
  guard(run, visit, () => fill(run, visit, map));
}

function outcomesOf(output: JsonValue): readonly ItemOutcome[] {
  return Array.isArray(output) ? (output as readonly ItemOutcome[]) : [];
}
