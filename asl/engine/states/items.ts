import { CANCELLED } from '../../../retry';
import type { MapPlan } from '../../compile/plan';
import { withResult } from '../../compile/scope';
import type { JsonValue } from '../../language/json';
import { failState, guard } from '../fail';
import { leave } from '../leave';
import { errorOutput } from '../problem';
import type { Run, Visit } from '../run';
import type { MapProgress, Thread } from '../snapshot';
import { tallyOf } from '../tell-watcher';
import type { Problem, WorkOutcome } from '../turn';
import { startChunks } from './chunks';
import { endChunk, isFull, keepOutcome } from './in-chunk';
import { TOO_MANY_FAILURES } from './map-problems';
import { checkInput } from '../limits';

/** Starts items up to the concurrency; their states are worked on when their turn comes. */
export function fill(run: Run, visit: Visit<MapPlan>, map: MapProgress): void {
  const total = map.results.length;
  if (visit.at.cancelled !== true) startFurther(run, visit, map);
  if (map.chunk !== undefined) endChunk(run, visit, map);
  else if (map.problem === undefined && map.done === total) complete(run, visit, map);
  else if (visit.at.cancelled === true && isIdle(map)) failState(run, visit, map.problem ?? run.notBegun());
}

function startFurther(run: Run, visit: Visit<MapPlan>, map: MapProgress): void {
  if (map.chunks !== undefined) startChunks(run, visit, map, map.chunks);
  else
    while (map.running.length < map.maxConcurrency && map.next < map.results.length && !isFull(map))
      startItem(run, visit, map);
}

function isIdle({ running, chunks = {} }: MapProgress): boolean {
  return running.length === 0 && Object.keys(chunks).length === 0;
}

function startItem(run: Run, visit: Visit<MapPlan>, map: MapProgress): void {
  const { thread, plan } = visit;
  const at = map.next++;
  const index = at + (map.chunk?.first ?? 0);
  const value = map.items[at] ?? null;
  map.items[at] = null;
  const selector = map.prepared === true ? undefined : plan.selector;
  const input = selector === undefined ? value : selector(run.scope(visit, { index, value }));
  // Items of the state's own input are no larger than that.
  if (input !== value || map.prepared === true || map.chunk !== undefined || plan.reader !== undefined)
    checkInput(run, input, visit.at.state);
  if (plan.writer !== undefined || map.parts !== undefined || map.chunk?.keepInputs === true)
    map.items[at] = input;
  const child = run.newThread({
    machine: plan.processor.index,
    prefix: `${run.fullPath(visit)}[${index}]/`,
    parent: thread.id,
    slot: at,
    item: { index, value },
    ...(plan.distributed && { executionInput: { value: input } }),
  });
  map.running.push(child.id);
  run.enter(child, plan.processor.startAt, input);
}

export function itemEnded(run: Run, visit: Visit<MapPlan>, child: Thread, outcome: WorkOutcome): void {
  const { map } = visit.at;
  if (map === undefined || child.slot === undefined) return;
  map.running.splice(map.running.indexOf(child.id), 1);
  const settle = map.chunk === undefined ? settleItem : keepOutcome;
  if (settle(run, visit, map, child.slot, outcome)) guard(run, visit, () => fill(run, visit, map));
}

/**
 * A tolerated item leaves what a Catch would have seen in its place among the results.
 * @returns whether the Map goes on
 */
export function settleItem(
  run: Run,
  visit: Visit<MapPlan>,
  map: MapProgress,
  slot: number,
  outcome: WorkOutcome,
): boolean {
  if ('problem' in outcome) {
    const { problem } = outcome;
    // That is not tolerated: the Map's catcher is to see it.
    const isCancelled = visit.at.cancelled === true && problem.error === CANCELLED;
    const tolerated = isCancelled ? undefined : map.tolerated;
    if (tolerated === undefined || ++map.failed > tolerated)
      return failMap(run, visit, map, tolerated === undefined ? problem : TOO_MANY_FAILURES);
    if (visit.plan.writer !== undefined) (map.failures ??= []).push(slot);
    map.results[slot] = errorOutput(problem);
  } else {
    map.results[slot] = outcome.output;
  }
  map.done++;
  return true;
}

/**
 * A Map fails at once; in a cancelled run once those of its items that are under way have cleaned up.
 * @returns whether it goes on
 */
export function failMap(run: Run, visit: Visit<MapPlan>, map: MapProgress, problem: Problem): boolean {
  if (visit.at.cancelled !== true) {
    failState(run, visit, problem);
    return false;
  }
  map.problem ??= problem;
  return true;
}

function complete(run: Run, visit: Visit<MapPlan>, map: MapProgress): void {
  const { at, plan } = visit;
  at.map = undefined;
  at.tally = tallyOf(map);
  if (plan.writer === undefined) {
    finish(run, visit, map.results);
    return;
  }
  at.stage = 'write';
  if (map.written !== undefined) {
    const { to, files } = map.written;
    const inOrder = files.toSorted((a, b) => a.first - b.first).map((part) => part.files);
    run.command(visit, { type: 'write', ...to, results: [], inputs: [], files: inOrder });
    return;
  }
  const { resource, arguments: args, config } = plan.writer;
  const given = args(run.scope(visit));
  checkInput(run, given, at.state);
  run.command(visit, {
    type: 'write',
    ...(resource !== undefined && { resource }),
    arguments: given,
    config,
    results: map.results,
    inputs: map.results.map((_, index) => map.items[index] ?? null),
    ...(map.failures !== undefined && { failures: map.failures }),
  });
}

/** @param result the results in order, or where a writer has put them */
export function finish(run: Run, visit: Visit<MapPlan>, result: JsonValue): void {
  const { data, next } = visit.plan;
  guard(run, visit, () => leave(run, visit, { data, scope: withResult(run.scope(visit), result), next }));
}
