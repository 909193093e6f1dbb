import type { MapPlan, ParallelPlan, Plan, TaskPlan } from '../compile/plan';
import type { JsonValue } from '../language/json';
import { begin } from './begin';
import { failState, guard } from './fail';
import { EngineError, runtimeProblem } from './problem';
import { Run, type Visit } from './run';
import { ENGINE_VERSION, type Snapshot, type Thread } from './snapshot';
import { finish, itemEnded, notItems, startItems } from './states/map';
import { branchEnded } from './states/parallel';
import { passThrough } from './states/simple';
import { taskFailed, taskSucceeded } from './states/task';
import type { EngineContext, EngineEvent, StartContext, Turn, WorkOutcome } from './turn';

/**
 * Begins a run: everything up to the first effects.
 *
 * @param plan from `compile`
 * @param input the execution's input
 */
export function start(plan: Plan, input: JsonValue, context: StartContext): Turn {
  const { execution, stateMachine, contextObject, maxPayloadBytes, nowMs } = context;
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
  if (thread === undefined || thread.at?.command !== event.id) return run.turn();
  run.settle(thread);
  take(run, run.visitOf(thread), event);
  return work(run);
}

/** Works on threads until each waits for an effect or the run is done. */
function work(run: Run): Turn {
  const begun = new Map<number, number>();
  for (let next = run.takeWork(); next !== undefined && run.done === undefined; next = run.takeWork()) {
    if (next.type === 'child') {
      takeChild(run, run.visitOf(next.parent), next.child, next.outcome);
      continue;
    }
    const { thread } = next;
    const states = (begun.get(thread.id) ?? 0) + 1;
    begun.set(thread.id, states);
    const visit = run.visitOf(thread);
    if (states > MAX_STATES_BETWEEN_EFFECTS) guard(run, visit, endlessLoop);
    else begin(run, visit);
  }
  return run.turn();
}

function takeChild(run: Run, parent: Visit, child: Thread, outcome: WorkOutcome): void {
  if (parent.plan.type === 'Map') itemEnded(run, parent as Visit<MapPlan>, child, outcome);
  else branchEnded(run, parent as Visit<ParallelPlan>, child, outcome);
}

/** The service ends a run after 25,000 events, two for each state that only passes data on. */
const MAX_STATES_BETWEEN_EFFECTS = 12_500;

function endlessLoop(): void {
  throw runtimeProblem(
    `The run went through ${MAX_STATES_BETWEEN_EFFECTS} states without a Task or a Wait. A loop needs one, or an end.`,
  );
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
    else taskFailed(run, task, event);
  } else if (event.type === 'failed') {
    const { error, cause, names } = event;
    failState(run, visit, {
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
      ...(names !== undefined && { names }),
    });
  } else if (stage === 'read') guard(run, visit, () => startRead(run, visit as Visit<MapPlan>, event.output));
  else if (stage === 'write') finish(run, visit as Visit<MapPlan>, event.output);
  else throw new EngineError(`State '${at.state}' waits for no such event: ${event.type}.`);
}

function startRead(run: Run, visit: Visit<MapPlan>, items: JsonValue): void {
  if (!Array.isArray(items)) throw notItems(items);
  startItems(run, visit, items as readonly JsonValue[]);
}

const nextOf = ({ plan }: Visit): string | undefined => ('next' in plan ? plan.next : undefined);
