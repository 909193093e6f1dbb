import { withResult } from '../../compile/scope';
import type { MapPlan } from '../../compile/plan';
import { batchItems } from '../../items/batch';
import type { JsonValue } from '../../language/json';
import { failState, guard } from '../fail';
import { leave } from '../leave';
import { StateProblem, errorOutput } from '../problem';
import type { Run, Visit } from '../run';
import type { MapProgress, Thread } from '../snapshot';
import { delegates, endChunk, isFull, keepOutcome, startChunks } from './chunks';
import type { Problem, WorkOutcome } from '../turn';

/** What 0 stands for. The service runs at most 40 items of an inline Map at once, and 10,000 of a distributed one. */
const UNLIMITED_INLINE = 40;
const UNLIMITED_DISTRIBUTED = 1000;

export function beginMap(run: Run, visit: Visit<MapPlan>): void {
  const { at, plan } = visit;
  const scope = run.scope(visit);
  scope.around.tell?.('afterInputPath', plan.data.effectiveInput(scope));
  if (plan.reader === undefined) {
    takeItems(run, visit, plan.items(scope));
    return;
  }
  at.stage = 'read';
  const { resource, arguments: args, config } = plan.reader;
  const mayIndex = plan.batcher === undefined && run.snapshot.run.delegate !== undefined;
  run.command(visit, {
    type: 'read',
    resource,
    arguments: args(scope),
    config: config(scope),
    ...(mayIndex && { mayIndex }),
  });
}

/** @param items what Items, ItemsPath or the reader gave */
export function takeItems(run: Run, visit: Visit<MapPlan>, items: readonly JsonValue[]): void {
  const { at, plan } = visit;
  const scope = run.scope(visit);
  const { tell } = scope.around;
  const maxConcurrency = plan.maxConcurrency(scope);
  tell?.('maxConcurrency', maxConcurrency);
  const count = plan.toleratedCount?.(scope);
  if (count !== undefined) tell?.('toleratedFailureCount', count);
  const percentage = plan.toleratedPercentage?.(scope);
  if (percentage !== undefined) tell?.('toleratedFailurePercentage', percentage);
  const given = plan.batcher === undefined ? items : makeBatches(run, visit, items);
  if (plan.batcher === undefined && run.context.work !== undefined) selectItems(run, visit, items);
  const outcome = run.context.work?.({ path: at.path, state: at.state });
  if (outcome !== undefined) {
    if ('problem' in outcome) failState(run, visit, outcome.problem);
    else finish(run, visit, outcome.output);
    return;
  }
  beginItems(run, visit, { total: given.length, given, maxConcurrency, count, percentage });
}

interface ItemsToRun {
  readonly total: number;
  /** Absent: chunks read their own. */
  readonly given?: readonly JsonValue[];
  readonly source?: JsonValue;
  readonly maxConcurrency: number;
  readonly count?: number | undefined;
  readonly percentage?: number | undefined;
}

function beginItems(run: Run, visit: Visit<MapPlan>, items: ItemsToRun): void {
  const { at, plan } = visit;
  const { total, given, source, maxConcurrency, count, percentage } = items;
  const delegated = source !== undefined || delegates(run, plan, total);
  const limit = maxConcurrency || (plan.distributed ? UNLIMITED_DISTRIBUTED : UNLIMITED_INLINE);
  const map: MapProgress = {
    items: given === undefined ? [] : [...given],
    results: Array.from({ length: total }, () => null),
    next: 0,
    running: [],
    done: 0,
    failed: 0,
    maxConcurrency: limit,
    ...(plan.distributed && { tolerated: toleratedFailures(total, count, percentage) }),
    ...(plan.batcher !== undefined && { prepared: true }),
    ...(delegated && { chunks: {} }),
    ...(source !== undefined && { source }),
  };
  at.map = map;
  fill(run, visit, map);
}

/** The reader counted the items only. */
export function startIndexed(run: Run, visit: Visit<MapPlan>, total: number, source: JsonValue): void {
  const { plan } = visit;
  const scope = run.scope(visit);
  beginItems(run, visit, {
    total,
    source,
    maxConcurrency: plan.maxConcurrency(scope),
    count: plan.toleratedCount?.(scope),
    percentage: plan.toleratedPercentage?.(scope),
  });
}

/** Either limit fails the state; without any, the first failure does. */
function toleratedFailures(total: number, count: number | undefined, percentage: number | undefined): number {
  const byPercentage = percentage === undefined ? undefined : Math.floor((total * percentage) / 100);
  if (count === undefined) return byPercentage ?? 0;
  return byPercentage === undefined ? count : Math.min(count, byPercentage);
}

/** Items are selected before they are put into batches. */
function makeBatches(run: Run, visit: Visit<MapPlan>, items: readonly JsonValue[]): readonly JsonValue[] {
  const selected = selectItems(run, visit, items);
  const scope = run.scope(visit);
  const batches = batchItems(selected, visit.plan.batcher?.(scope) ?? {});
  scope.around.tell?.('afterItemBatcher', batches);
  return batches;
}

/** All at once: for batches, and to show them where the work itself is mocked. */
function selectItems(run: Run, visit: Visit<MapPlan>, items: readonly JsonValue[]): readonly JsonValue[] {
  const { selector } = visit.plan;
  if (selector === undefined) return items;
  const selected = items.map((value, index) => selector(run.scope(visit, { index, value })));
  run.scope(visit).around.tell?.('afterItemSelector', selected);
  return selected;
}

/** Starts items up to the concurrency; their states are worked on when their turn comes. */
export function fill(run: Run, visit: Visit<MapPlan>, map: MapProgress): void {
  const total = map.results.length;
  if (map.chunks !== undefined) startChunks(run, visit, map, map.chunks);
  else
    while (map.running.length < map.maxConcurrency && map.next < total && !isFull(map))
      startItem(run, visit, map);
  if (map.chunk !== undefined) endChunk(run, map);
  else if (map.done === total) complete(run, visit, map);
}

function startItem(run: Run, visit: Visit<MapPlan>, map: MapProgress): void {
  const { thread, plan } = visit;
  const at = map.next++;
  const index = at + (map.chunk?.first ?? 0);
  const value = map.items[at] ?? null;
  map.items[at] = null;
  const selector = map.prepared === true ? undefined : plan.selector;
  const input = selector === undefined ? value : selector(run.scope(visit, { index, value }));
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
  if (map.chunk !== undefined) keepOutcome(run, map, child.slot, outcome);
  else if (!settleItem(run, visit, map, child.slot, outcome)) return;
  guard(run, visit, () => fill(run, visit, map));
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
  const problem = 'problem' in outcome ? outcome.problem : undefined;
  if (problem !== undefined && map.tolerated === undefined) {
    failState(run, visit, problem);
    return false;
  }
  if (problem !== undefined && ++map.failed > (map.tolerated ?? 0)) {
    failState(run, visit, TOO_MANY_FAILURES);
    return false;
  }
  map.results[slot] =
    problem === undefined ? (outcome as { output: JsonValue }).output : errorOutput(problem);
  map.done++;
  return true;
}

const TOO_MANY_FAILURES: Problem = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

function complete(run: Run, visit: Visit<MapPlan>, map: MapProgress): void {
  const { at, plan } = visit;
  at.map = undefined;
  if (plan.writer === undefined) {
    finish(run, visit, map.results);
    return;
  }
  at.stage = 'write';
  const { resource, arguments: args, config } = plan.writer;
  run.command(visit, {
    type: 'write',
    ...(resource !== undefined && { resource }),
    arguments: args(run.scope(visit)),
    config,
    results: map.results,
  });
}

/** @param result the results in order, or where a writer has put them */
export function finish(run: Run, visit: Visit<MapPlan>, result: JsonValue): void {
  const { data, next } = visit.plan;
  guard(run, visit, () => leave(run, visit, { data, scope: withResult(run.scope(visit), result), next }));
}

/** The reader brought no array. */
export function notItems(value: JsonValue): StateProblem {
  return new StateProblem(
    'States.ItemReaderFailed',
    `The reader must bring an array of items, but brought: ${JSON.stringify(value).slice(0, 100)}`,
  );
}
