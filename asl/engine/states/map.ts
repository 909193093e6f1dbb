import type { MapPlan } from '../../compile/plan';
import { batchItems } from '../../items/batch';
import type { JsonValue } from '../../language/json';
import { failState, guard } from '../fail';
import { leave } from '../leave';
import { StateProblem, errorOutput } from '../problem';
import type { Run, Visit } from '../run';
import type { MapProgress, Thread } from '../snapshot';
import type { Problem, WorkOutcome } from '../turn';

/** What 0 stands for. The service runs at most 40 items of an inline Map at once, and 10,000 of a distributed one. */
const UNLIMITED_INLINE = 40;
const UNLIMITED_DISTRIBUTED = 1000;

export function beginMap(run: Run, visit: Visit<MapPlan>): void {
  const { at, plan } = visit;
  const scope = run.scope(visit);
  scope.around.tell?.('afterInputPath', plan.data.effectiveInput(scope));
  if (plan.reader === undefined) {
    startItems(run, visit, plan.items(scope));
    return;
  }
  at.stage = 'read';
  const { resource, arguments: args, config } = plan.reader;
  run.command(visit, { type: 'read', resource, arguments: args(scope), config: config(scope) });
}

/** @param items what Items, ItemsPath or the reader gave */
export function startItems(run: Run, visit: Visit<MapPlan>, items: readonly JsonValue[]): void {
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
  const outcome = run.context.work?.({ path: at.path, state: at.state });
  if (outcome !== undefined) {
    if ('problem' in outcome) failState(run, visit, outcome.problem);
    else finish(run, visit, outcome.output);
    return;
  }
  at.map = {
    items: [...given],
    results: given.map(() => null),
    next: 0,
    running: [],
    done: 0,
    failed: 0,
    maxConcurrency: maxConcurrency || (plan.distributed ? UNLIMITED_DISTRIBUTED : UNLIMITED_INLINE),
    ...(plan.distributed && { tolerated: toleratedFailures(given.length, count, percentage) }),
    ...(plan.batcher !== undefined && { prepared: true }),
  };
  fill(run, visit, at.map);
}

/** Either limit fails the state; without any, the first failure does. */
function toleratedFailures(total: number, count: number | undefined, percentage: number | undefined): number {
  const byPercentage = percentage === undefined ? undefined : Math.floor((total * percentage) / 100);
  if (count === undefined) return byPercentage ?? 0;
  return byPercentage === undefined ? count : Math.min(count, byPercentage);
}

/** Items are selected before they are put into batches. */
function makeBatches(run: Run, visit: Visit<MapPlan>, items: readonly JsonValue[]): readonly JsonValue[] {
  const { selector, batcher } = visit.plan;
  const selected =
    selector === undefined
      ? items
      : items.map((value, index) => selector(run.scope(visit, { index, value })));
  return batchItems(selected, batcher?.(run.scope(visit)) ?? {});
}

/** Starts items up to the concurrency; their states are worked on when their turn comes. */
function fill(run: Run, visit: Visit<MapPlan>, map: MapProgress): void {
  while (map.running.length < map.maxConcurrency && map.next < map.items.length) startItem(run, visit, map);
  if (map.running.length === 0 && map.done === map.items.length) complete(run, visit, map);
}

function startItem(run: Run, visit: Visit<MapPlan>, map: MapProgress): void {
  const { thread, plan } = visit;
  const index = map.next++;
  const value = map.items[index] ?? null;
  map.items[index] = null;
  const selector = map.prepared === true ? undefined : plan.selector;
  const input = selector === undefined ? value : selector(run.scope(visit, { index, value }));
  const child = run.newThread({
    machine: plan.processor.index,
    prefix: `${run.fullPath(visit)}[${index}]/`,
    parent: thread.id,
    slot: index,
    item: { index, value },
    ...(plan.distributed && { executionInput: { value: input } }),
  });
  map.running.push(child.id);
  run.enter(child, plan.processor.startAt, input);
}

export function itemEnded(run: Run, visit: Visit<MapPlan>, child: Thread, outcome: WorkOutcome): void {
  if ('output' in outcome) settleItem(run, visit, child, outcome.output);
  else itemFailed(run, visit, child, outcome.problem);
}

/** A tolerated item leaves what a Catch would have seen in its place among the results. */
function itemFailed(run: Run, visit: Visit<MapPlan>, child: Thread, problem: Problem): void {
  const { map } = visit.at;
  if (map === undefined) return;
  if (map.tolerated === undefined) {
    failState(run, visit, problem);
  } else if (++map.failed > map.tolerated) {
    failState(run, visit, {
      error: 'States.ExceedToleratedFailureThreshold',
      cause: 'The specified tolerated failure threshold was exceeded',
    });
  } else {
    settleItem(run, visit, child, errorOutput(problem));
  }
}

function settleItem(run: Run, visit: Visit<MapPlan>, child: Thread, result: JsonValue): void {
  const { map } = visit.at;
  if (map === undefined || child.slot === undefined) return;
  map.running.splice(map.running.indexOf(child.id), 1);
  map.results[child.slot] = result;
  map.done++;
  guard(run, visit, () => fill(run, visit, map));
}

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
  guard(run, visit, () => leave(run, visit, { data, scope: { ...run.scope(visit), result }, next }));
}

/** The reader brought no array. */
export function notItems(value: JsonValue): StateProblem {
  return new StateProblem(
    'States.ItemReaderFailed',
    `The reader must bring an array of items, but brought: ${JSON.stringify(value).slice(0, 100)}`,
  );
}
