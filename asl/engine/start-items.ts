import type { MapPlan, Plan } from '../compile/plan';
import type { JsonValue } from '../language/json';
import { guard } from './fail';
import { EngineError, StateProblem } from './problem';
import { Run, type Visit } from './run';
import { ENGINE_VERSION } from './snapshot';
import { fill } from './states/items';
import { noParts } from './states/parts';
import { shortenPath, segment } from './path';
import type { ItemsPart } from './map-commands';
import type { EngineContext, Turn } from './turn';
import { work } from './work';

/**
 * Begins a chunk of a Map's items: goes on with `resume`, and ends with one outcome an item (`ItemOutcome`) as its output, or
 * with a `WrittenChunk`.
 *
 * @param plan of the `items` command's definition
 * @param items those of the part, or what was read for it
 */
export function startItems(
  plan: Plan,
  part: ItemsPart,
  items: readonly JsonValue[],
  context: EngineContext,
): Turn {
  const { first, place, run: facts, maxConcurrency, prepared, stopAtFailure } = part;
  const { tolerated, keepInputs, write } = part;
  const machine = plan.machines[0];
  const state = machine?.states.get(machine.startAt);
  if (machine === undefined || state?.type !== 'Map')
    throw new EngineError('The definition of a chunk of items must be a Map alone.');
  const { prefix, visit: visits, entry, enteredMs, input, tries, variables } = place;
  const run = new Run(
    plan,
    { format: 1, engine: ENGINE_VERSION, nextId: 0, entered: entry, run: facts, threads: {}, pending: {} },
    context,
  );
  const thread = run.newThread({ machine: 0, prefix, ...(variables !== undefined && { variables }) });
  thread.visits.push(visits);
  const path = shortenPath(prefix + segment(state.segment, visits));
  thread.at = {
    state: state.name,
    path,
    input,
    enteredMs,
    entry,
    tries,
    map: {
      items: [...items],
      results: items.map(() => null),
      next: 0,
      running: [],
      done: 0,
      failed: 0,
      maxConcurrency,
      chunk: {
        first,
        ...(stopAtFailure === true && { stopAtFailure }),
        ...(tolerated !== undefined && { tolerated }),
        ...(keepInputs === true && { keepInputs }),
        ...(write !== undefined && { write }),
      },
      ...(write !== undefined && { parts: noParts() }),
      ...(prepared === true && { prepared }),
    },
  };
  const visit = run.visitOf(thread) as Visit<MapPlan>;
  const { map } = thread.at;
  if (map !== undefined)
    guard(run, visit, () => {
      checkCount(part, items.length);
      fill(run, visit, map);
    });
  return work(run);
}

/** What is missing would be asked for again and again. */
function checkCount({ first, count }: ItemsPart, found: number): void {
  if (found >= count) return;
  const text = `Of the items from ${first} on ${count} were counted, and now there are ${found}: what the reader reads has changed meanwhile.`;
  throw new StateProblem('States.ItemReaderFailed', text);
}
