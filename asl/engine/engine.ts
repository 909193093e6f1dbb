import type { MapPlan, Plan, TaskPlan } from '../compile/plan';
import type { JsonValue } from '../language/json';
import { failState, guard } from './fail';
import { EngineError } from './problem';
import { Run, type Visit } from './run';
import { ENGINE_VERSION, type Snapshot } from './snapshot';
import { outcomesOf, startChunk } from './states/chunks';
import { fill, finish, notItems, settleItem, startIndexed, takeItems } from './states/map';
import { passThrough } from './states/simple';
import { taskFailed, taskSucceeded } from './states/task';
import type { EngineContext, EngineEvent, Problem, StartContext, Turn } from './turn';
import { work } from './work';

/**
 * Begins a run: everything up to the first effects.
 *
 * @param plan from `compile`
 * @param input the execution's input
 */
export function start(plan: Plan, input: JsonValue, context: StartContext): Turn {
  const { execution, stateMachine, contextObject, maxPayloadBytes, delegate, nowMs } = context;
  const { id, name, roleArn, redriveCount = 0 } = execution;
  const run = new Run(
    plan,
    {
      format: 1,
      engine: ENGINE_VERSION,
      nextId: 0,
      entered: 0,
      run: {
        input,
        startMs: nowMs,
        id,
        name,
        redriveCount,
        machine: { id: stateMachine.id, name: stateMachine.name },
        ...(roleArn !== undefined && { roleArn }),
        ...(contextObject !== undefined && { contextObject }),
        ...(maxPayloadBytes !== undefined && { maxPayloadBytes }),
        ...(delegate !== undefined && { delegate }),
      },
      threads: {},
      pending: {},
    },
    context,
  );
  const machine = plan.machines[0];
  if (machine === undefined) throw new EngineError('The plan has no machine.');
  const root = run.newThread({
    machine: 0,
    prefix: '',
    ...(context.variables !== undefined && { variables: context.variables }),
  });
  if (plan.timeoutMs !== undefined) run.machineTimeout(nowMs + plan.timeoutMs);
  run.enter(root, machine.startAt, input);
  return work(run);
}

/**
 * Takes one event and goes on up to the next effects. An event of a command that was cancelled or answered before changes
 * nothing.
 *
 * @param snapshot of the run's last turn; it is changed
 * @throws EngineError for a snapshot of another format, engine or definition
 */
export function resume(plan: Plan, snapshot: Snapshot, event: EngineEvent, context: EngineContext): Turn {
  if (snapshot.format !== 1 || snapshot.engine !== ENGINE_VERSION)
    throw new EngineError(
      `The snapshot has format ${snapshot.format} of engine ${snapshot.engine}; this engine reads format 1 of engine ${ENGINE_VERSION}. Update it.`,
    );
  const run = new Run(plan, snapshot, context);
  if (event.type === 'abort') {
    const { error, cause } = event;
    run.end({
      status: 'ABORTED',
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    });
    return run.turn();
  }
  if (event.id === snapshot.timeoutId) {
    snapshot.timeoutId = undefined;
    run.end({ status: 'TIMED_OUT' });
    return run.turn();
  }
  const thread = snapshot.threads[snapshot.pending[event.id] ?? -1];
  if (thread === undefined) return run.turn();
  if (thread.at?.command !== event.id) {
    takeChunk(run, run.visitOf(thread) as Visit<MapPlan>, event);
    return work(run);
  }
  run.settle(thread);
  take(run, run.visitOf(thread), event);
  return work(run);
}

function take(run: Run, visit: Visit, event: Exclude<EngineEvent, { readonly type: 'abort' }>): void {
  const { at, plan } = visit;
  const { stage } = at;
  at.stage = undefined;
  if (stage === 'retry') run.makeReady(visit.thread);
  else if (event.type === 'elapsed') guard(run, visit, () => passThrough(run, visit, nextOf(visit)));
  else if (plan.type === 'Task') {
    const task = visit as Visit<TaskPlan>;
    if (event.type === 'succeeded') taskSucceeded(run, task, event);
    else if (event.type === 'failed') taskFailed(run, task, event);
  } else if (event.type === 'failed') failState(run, visit, problemOf(event));
  else if (event.type === 'indexed')
    guard(run, visit, () => startIndexed(run, visit as Visit<MapPlan>, event.count, event.source));
  else if (stage === 'read') guard(run, visit, () => startRead(run, visit as Visit<MapPlan>, event.output));
  else if (stage === 'write') finish(run, visit as Visit<MapPlan>, event.output);
  else throw new EngineError(`State '${at.state}' waits for no such event: ${event.type}.`);
}

/** What a chunk of items came to; what it did not begin is asked for again. */
function takeChunk(
  run: Run,
  visit: Visit<MapPlan>,
  event: Exclude<EngineEvent, { readonly type: 'abort' }>,
): void {
  const { map } = visit.at;
  const chunk = map?.chunks?.[event.id];
  delete run.snapshot.pending[event.id];
  if (map?.chunks === undefined || chunk === undefined) return;
  delete map.chunks[event.id];
  if (event.type !== 'succeeded') {
    if (event.type === 'failed') failState(run, visit, problemOf(event));
    return;
  }
  const outcomes = outcomesOf(event.output);
  for (const [index, outcome] of outcomes.entries())
    if (outcome !== null && !settleItem(run, visit, map, chunk.first + index, outcome)) return;
  const left = chunk.count - outcomes.length;
  if (left > 0) startChunk(run, visit, map, chunk.first + outcomes.length, left);
  guard(run, visit, () => fill(run, visit, map));
}

function problemOf({ error, cause, names }: Extract<EngineEvent, { readonly type: 'failed' }>): Problem {
  return {
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(names !== undefined && { names }),
  };
}

function startRead(run: Run, visit: Visit<MapPlan>, items: JsonValue): void {
  if (!Array.isArray(items)) throw notItems(items);
  takeItems(run, visit, items as readonly JsonValue[]);
}

const nextOf = ({ plan }: Visit): string | undefined => ('next' in plan ? plan.next : undefined);
