import type { MapPlan } from '../../compile/plan';
import { checkInput } from '../limits';
import type { Run, Visit } from '../run';
import type { MapProgress, RunFacts } from '../snapshot';
import type { ItemsPart, MapPlace, ResultDestination } from '../map-commands';

/** Whether the items run in chunks elsewhere. */
export function delegates(run: Run, plan: MapPlan, total: number): boolean {
  const { delegate } = run.snapshot.run;
  if (delegate === undefined || total === 0) return false;
  return plan.settings?.mode === 'express' || (plan.distributed && total >= delegate.minItems);
}

/** Where the chunks of a Map write its results, if they do: said once, for all of them. */
export function destinationOf(run: Run, visit: Visit<MapPlan>): ResultDestination | undefined {
  const { snapshot } = run;
  const { resource, arguments: args, config } = visit.plan.writer ?? {};
  if (snapshot.run.delegate?.writes !== true || resource === undefined) return undefined;
  const given = args?.(run.scope(visit)) ?? {};
  checkInput(run, given, visit.at.state);
  return { resource, arguments: given, config: config ?? {}, run: snapshot.nextId++ };
}

/** Hands out chunks, as many at once as the concurrency of the Map allows. */
export function startChunks(
  run: Run,
  visit: Visit<MapPlan>,
  map: MapProgress,
  chunks: NonNullable<MapProgress['chunks']>,
): void {
  const { delegate } = run.snapshot.run;
  if (delegate === undefined) return;
  const concurrency = Math.min(map.maxConcurrency, delegate.chunkConcurrency);
  const parallel = Math.min(delegate.maxChunks, Math.max(1, Math.floor(map.maxConcurrency / concurrency)));
  const total = map.results.length;
  for (let open = Object.keys(chunks).length; open < parallel && map.next < total; open++) {
    const first = map.next;
    const count = countFrom(map, first, Math.min(delegate.chunkItems, total - first));
    map.next += count;
    startChunk(run, visit, map, first, count);
  }
}

/** Items travel with their chunk, in one payload: Temporal takes 2 MiB. */
const MOST_ITEM_BYTES = 1024 * 1024;

function countFrom({ items, source }: MapProgress, first: number, most: number): number {
  if (source !== undefined) return most;
  const encoder = new TextEncoder();
  let bytes = 0;
  for (let count = 0; count < most; count++) {
    bytes += encoder.encode(JSON.stringify(items[first + count])).length + 1;
    if (bytes > MOST_ITEM_BYTES) return Math.max(1, count);
  }
  return most;
}

export function startChunk(
  run: Run,
  visit: Visit<MapPlan>,
  map: MapProgress,
  first: number,
  count: number,
): void {
  const { plan } = visit;
  const { delegate } = run.snapshot.run;
  const concurrency = Math.min(map.maxConcurrency, delegate?.chunkConcurrency ?? 1);
  const part: ItemsPart = {
    first,
    count,
    ...(map.source === undefined ? { items: map.items.slice(first, first + count) } : { source: map.source }),
    ...(map.prepared === true && { prepared: true }),
    place: placeOf(run, visit),
    run: factsOf(run),
    maxConcurrency: concurrency,
    ...(map.tolerated === undefined ? { stopAtFailure: true } : { tolerated: map.tolerated - map.failed }),
    ...(map.written !== undefined && { write: map.written.to }),
    ...(plan.writer !== undefined && map.written === undefined && { keepInputs: true }),
  };
  const id = run.sideCommand(visit, {
    type: 'items',
    definition: plan.alone,
    part,
    ...(plan.settings !== undefined && { settings: plan.settings }),
  });
  if (map.chunks !== undefined) map.chunks[id] = { first, count };
}

function placeOf(run: Run, visit: Visit<MapPlan>): MapPlace {
  const { thread, at, plan } = visit;
  const variables = plan.distributed ? {} : run.scope(visit).around.variables;
  return {
    prefix: thread.prefix,
    visit: thread.visits[plan.index] ?? 1,
    entry: at.entry,
    enteredMs: at.enteredMs,
    input: plan.selector === undefined ? null : at.input,
    tries: at.tries,
    ...(Object.keys(variables).length > 0 && { variables }),
  };
}

/** The execution's input goes along only where a field may read it. */
function factsOf({ snapshot, plan }: Run): RunFacts {
  const { delegate: _, input, ...facts } = snapshot.run;
  return { ...facts, input: plan.readsExecutionInput ? input : null };
}
