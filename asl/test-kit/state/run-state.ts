import { compile } from '../../compile/compile';
import { resume, start } from '../../engine/engine';
import type {
  Command,
  EngineContext,
  EngineEvent,
  Observation,
  Problem,
  StartContext,
  Turn,
} from '../../engine/turn';
import { readObjects } from '../../drive/read-objects';
import { eventOf } from '../../drive/reply-event';
import { uuidFrom } from '../../drive/uuid-from';
import { seededRandom } from '../../seeded-random';
import type { StateMachine } from '../../language/definition';
import type { JsonObject, JsonValue } from '../../language/json';
import { mockedWork } from './mocked-work';
import type { TestStateOptions } from './options';

/** What one state did. */
export interface StateRun {
  /** The steps of its data flow, as far as they came. */
  readonly steps: JsonObject;
  readonly exited?: Extract<Observation, { type: 'exited' }>;
  readonly problem?: Problem;
}

/** Runs the first state of a machine, with the mock in place of its work. Waiting takes no time. */
export function runState(machine: StateMachine, options: TestStateOptions): StateRun {
  const steps: Record<string, JsonValue> = {};
  const run: { -readonly [K in keyof StateRun]: StateRun[K] } = { steps };
  const context = contextOf(options, steps, (observation) => {
    if (observation.path !== machine.StartAt) return;
    if (observation.type === 'data') steps[observation.step] = observation.value;
    if (observation.type === 'exited') run.exited = observation;
    if (observation.type === 'failed') run.problem = observation.problem;
  });
  const plan = compile(machine);
  let turn: Turn = start(plan, options.input ?? {}, context);
  while (!turn.done) {
    const [command] = turn.commands;
    if (!command) throw new Error(`The state ${machine.StartAt} waits for nothing, and has not ended.`);
    const atMs = command.type === 'wait' ? command.untilMs : context.nowMs;
    turn = resume(plan, turn.snapshot, answer(command, options), { ...context, nowMs: atMs });
  }
  return run;
}

function contextOf(
  options: TestStateOptions,
  steps: JsonObject,
  observe: (observation: Observation) => void,
): StartContext {
  const random = seededRandom(1);
  const { mock, stateConfiguration = {}, variables, context, nowMs = 0 } = options;
  const engine: EngineContext = {
    nowMs,
    random,
    uuid: uuidFrom(random),
    observe,
    ...(mock && { work: () => mockedWork(mock, stateConfiguration, steps) }),
  };
  return {
    ...engine,
    execution: { id: 'test-state:test', name: 'test' },
    stateMachine: { id: 'test-state', name: 'test-state' },
    ...(variables && { variables }),
    ...(context && { contextObject: context }),
  };
}

/** A mocked state has two kinds of effects left: waiting, and reading what a Map's items are. */
function answer(command: Command, { stateConfiguration }: TestStateOptions): EngineEvent {
  if (command.type === 'wait') return { type: 'elapsed', id: command.id };
  if (command.type !== 'read')
    throw new Error(`${command.path} asks for ${command.type}, although its work is mocked.`);
  const { Bucket, Key } = command.arguments as { readonly Bucket?: string; readonly Key?: string };
  const objects = { [`${Bucket}/${Key}`]: stateConfiguration?.mapItemReaderData ?? '[]' };
  return eventOf(command.id, readObjects(objects)(command));
}
