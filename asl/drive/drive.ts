import type { JsonValue } from '../language/json';
import type { Snapshot } from '../engine/snapshot';
import type { EngineContext, EngineEvent, StartContext, Turn } from '../engine/turn';
import type { Effects, TaskCall } from './effects';
import type { Execution } from './execution';
import { readObjects } from './read-objects';
import { Pending } from './pending';
import type { FullEffects } from './perform';
import { Recorder } from './recorder';
import { seededRandom, uuidFrom } from './seeded';
import { nowhere } from './write-nowhere';

/** A compiled machine, ready to run. */
export interface Machine {
  start(input: JsonValue, context: StartContext): Turn;
  resume(snapshot: Snapshot, event: EngineEvent, context: EngineContext): Turn;
}

/** Runs a machine to its end: starts what each turn asks for, and resumes with each event that comes. */
export async function drive(machine: Machine, input: JsonValue, given: Effects): Promise<Execution> {
  const recorder = new Recorder();
  const effects = fill(given, recorder);
  const startedMs = effects.now();
  const pending = new Pending(effects);
  const abort = () => pending.push({ type: 'abort' });
  given.signal?.addEventListener('abort', abort);
  try {
    let turn = machine.start(input, { ...contextOf(effects, recorder), ...identity(given) });
    for (;;) {
      if (turn.done) return ended(turn.done, recorder, effects.now() - startedMs);
      pending.take(turn.commands);
      const snapshot = given.persist?.(turn.snapshot) ?? turn.snapshot;
      const event = await pending.next();
      turn = machine.resume(snapshot, event, contextOf(effects, recorder));
    }
  } finally {
    given.signal?.removeEventListener('abort', abort);
    pending.cancelAll();
  }
}

function fill(given: Effects, recorder: Recorder): FullEffects {
  const random = given.random?.bind(given) ?? seededRandom(1);
  const readGiven = readObjects(given.objects ?? {});
  return {
    invoke: (call: TaskCall) => {
      recorder.called(call);
      return given.invoke(call);
    },
    ...(given.callback && { callback: given.callback.bind(given) }),
    sleep: given.sleep.bind(given),
    now: given.now.bind(given),
    random,
    uuid: given.uuid?.bind(given) ?? uuidFrom(random),
    read: given.read?.bind(given) ?? ((command) => Promise.resolve(readGiven(command))),
    write: given.write?.bind(given) ?? nowhere,
    ...(given.observe && { observe: given.observe.bind(given) }),
  };
}

function contextOf(effects: FullEffects, recorder: Recorder): EngineContext {
  return {
    nowMs: effects.now(),
    random: effects.random,
    uuid: effects.uuid,
    observe: (observation) => {
      recorder.observe(observation);
      effects.observe?.(observation);
    },
  };
}

function identity({ execution, stateMachine }: Effects): Pick<StartContext, 'execution' | 'stateMachine'> {
  const name = execution?.name ?? 'test';
  const machine = stateMachine?.name ?? 'machine';
  return {
    execution: { id: `${machine}:${name}`, name, roleArn: '', redriveCount: 0, ...execution },
    stateMachine: { id: machine, name: machine, ...stateMachine },
  };
}

function ended(done: NonNullable<Turn['done']>, recorder: Recorder, elapsedMs: number): Execution {
  const { visits, taskInputs, evaluationFailures } = recorder;
  return {
    status: done.status,
    ...(done.status === 'SUCCEEDED' && { output: done.output }),
    ...(done.status !== 'SUCCEEDED' && done.error !== undefined && { error: done.error }),
    ...(done.status !== 'SUCCEEDED' && done.cause !== undefined && { cause: done.cause }),
    visited: visits.map(({ state }) => state),
    taskInputs,
    visits,
    evaluationFailures,
    elapsedMs,
  };
}
