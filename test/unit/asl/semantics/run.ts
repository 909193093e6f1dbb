import {
  compile,
  executeStateMachine,
  VirtualClock,
  type Execution,
  type JsonValue,
  type Reply,
} from '../../../../asl';

export const FUNCTION = 'urn:fss:region-1:project-1:function:default:f:latest';

/** The time at which every run here begins. */
export const START_MS = Date.UTC(2026, 0, 1);

interface World {
  /** Of the tasks, in order; the last one stands for all that follow. Default: each answers with its input. */
  readonly replies?: readonly (Reply | 'hang')[];
  /** What callbacks bring; default: nothing ever. */
  readonly callback?: Reply;
  readonly objects?: Readonly<Record<string, string>>;
}

export interface Ran extends Execution {
  readonly calls: readonly JsonValue[];
}

const never = () => new Promise<never>(() => undefined);

/** Runs a machine to its end, in virtual time; also one that the check would refuse. */
export async function run(definition: object, input: JsonValue = {}, world: World = {}): Promise<Ran> {
  const clock = new VirtualClock(START_MS);
  const calls: JsonValue[] = [];
  const { replies, callback, objects } = world;
  const execution = executeStateMachine(compile(definition), input, {
    invoke: (call) => {
      calls.push(call.input);
      const reply = replies?.[calls.length - 1] ?? replies?.at(-1) ?? { output: call.input };
      return reply === 'hang' ? never() : Promise.resolve(reply);
    },
    callback: () => (callback === undefined ? never() : Promise.resolve(callback)),
    sleep: (ms, options) => clock.sleep(ms, options),
    now: () => clock.now(),
    ...(objects && { objects }),
  });
  return { ...(await clock.run(execution)), calls };
}

/** What a run came to, in short: its output, or the name of its error. */
export async function outcome(
  definition: object,
  input: JsonValue = {},
  world: World = {},
): Promise<JsonValue | { readonly failed: string | null | undefined }> {
  const { status, output, error } = await run(definition, input, world);
  return status === 'SUCCEEDED' ? (output ?? null) : { failed: error ?? status };
}

export const failed = (error: string) => ({ failed: error });

/** A machine of one state, which ends it. */
export function machine(state: object, more: object = {}) {
  return { StartAt: 'S', States: { S: { End: true, ...state } }, ...more };
}

/** The same in JSONata. */
export function jsonata(state: object) {
  return machine(state, { QueryLanguage: 'JSONata' });
}
