import type { MapPlan, Plan, TaskPlan } from '../compile/plan';
import type { JsonValue } from '../language/json';
import { failState, guard } from './fail';
import { EngineError, problemOf } from './problem';
import { Run, type Visit } from './run';
import { ENGINE_VERSION, type Snapshot } from './snapshot';
import { finish } from './states/items';
import { startIndexed, startRead } from './states/map';
import { passThrough } from './states/simple';
import { takeOneOf } from './states/take-chunk';
import { taskFailed, taskSucceeded } from './states/task';
import type { EffectEvent, EngineContext, EngineEvent, StartContext, Turn } from './turn';
import { work } from './work';
import { inputProblem } from './limits';

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
  const problem = inputProblem(run, input);
  if (problem !== undefined) {
    run.end({ status: 'FAILED', ...problem });
    return run.turn();
  }
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
  if (event.type === 'cancel') {
    for (const thread of Object.values(snapshot.threads)) {
      if (thread?.at !== undefined) thread.at.cancelled = true;
    }
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
    takeOneOf(run, run.visitOf(thread) as Visit<MapPlan>, event);
    return work(run);
  }
  run.settle(thread);
  take(run, run.visitOf(thread), event);
  return work(run);
}

function take(run: Run, visit: Visit, event: EffectEvent): void {
  const { at, plan } = visit;
  const { stage } = at;
  at.stage = undefined;
  if (stage === 'retry' && event.type === 'elapsed') run.makeReady(visit.thread);
  else if (stage === 'retry' && event.type === 'failed') failState(run, visit, problemOf(event));
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

const nextOf = ({ plan }: Visit): string | undefined => ('next' in plan ? plan.next : undefined);
