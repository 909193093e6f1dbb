import type { EngineContext, Result, StartContext, Turn } from '../engine/turn';
import type { JsonValue } from '../language/json';
import type { Effects } from './effects';
import type { Execution } from './execution';
import { fillEffects } from './fill-effects';
import type { Machine, Steps } from './machine';
import { Pending } from './pending';
import type { FullEffects } from './perform';
import { Recorder } from './recorder';

/** Runs a machine to its end: starts what each turn asks for, and resumes with each event that comes. */
export async function drive(machine: Machine, input: JsonValue, given: Effects): Promise<Execution> {
  const recorder = new Recorder();
  const effects = fillEffects(given, recorder, async (command, signal) => {
    const chunk = machine.chunk(command);
    const done = await follow(chunk, (context) => chunk.start(context), effects, signal);
    return done.status === 'SUCCEEDED' ? { output: done.output } : done;
  });
  const startedMs = effects.now();
  const start = (context: EngineContext) => machine.start(input, { ...context, ...facts(given) });
  const done = await follow(machine, start, effects, given.signal);
  return executionOf(done, recorder, effects.now() - startedMs);
}

async function follow(
  steps: Steps,
  start: (context: EngineContext) => Turn,
  effects: FullEffects,
  signal: AbortSignal | undefined,
): Promise<Result> {
  const pending = new Pending(effects);
  const abort = () => pending.push({ type: 'abort' });
  signal?.addEventListener('abort', abort);
  try {
    let turn = start(contextOf(effects));
    for (;;) {
      if (turn.done) return turn.done;
      pending.take(turn.commands);
      const snapshot = effects.persist(turn.snapshot);
      const event = await pending.next();
      turn = steps.resume(snapshot, event, contextOf(effects));
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    pending.cancelAll();
  }
}

function contextOf({ now, random, uuid, observe }: FullEffects): EngineContext {
  return { nowMs: now(), random, uuid, observe };
}

function facts({ execution, stateMachine, delegate }: Effects): Omit<StartContext, keyof EngineContext> {
  const name = execution?.name ?? 'test';
  const machine = stateMachine?.name ?? 'machine';
  return {
    execution: { id: `${machine}:${name}`, name, roleArn: '', redriveCount: 0, ...execution },
    stateMachine: { id: machine, name: machine, ...stateMachine },
    ...(delegate && { delegate }),
  };
}

function executionOf(done: Result, recorder: Recorder, elapsedMs: number): Execution {
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
