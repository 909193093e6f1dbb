import type { MapPlan } from '../../compile/plan';
import { batchItems } from '../../items/batch';
import type { JsonValue } from '../../language/json';
import { failState } from '../fail';
import { StateProblem } from '../problem';
import type { Run, Visit } from '../run';
import type { MapProgress } from '../snapshot';
import { delegates, destinationOf } from './chunks';
import { fill, finish } from './items';
import { checkInput } from '../limits';

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
  const given = args(scope);
  checkInput(run, given, at.state);
  run.command(visit, {
    type: 'read',
    resource,
    arguments: given,
    config: config(scope),
    ...(mayIndex && { mayIndex }),
  });
}

/** What the reader brought. */
export function startRead(run: Run, visit: Visit<MapPlan>, items: JsonValue): void {
  if (!Array.isArray(items))
    throw new StateProblem(
      'States.ItemReaderFailed',
      `The reader must bring an array of items, but brought: ${JSON.stringify(items).slice(0, 100)}`,
    );
  takeItems(run, visit, items as readonly JsonValue[]);
}

/** @param items what Items, ItemsPath or the reader gave */
function takeItems(run: Run, visit: Visit<MapPlan>, items: readonly JsonValue[]): void {
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
  const to = delegated ? destinationOf(run, visit) : undefined;
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
    ...(to !== undefined && { written: { to, files: [] } }),
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
