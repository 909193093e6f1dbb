import { type Duration, durationMs } from '../../retry';
import type { Plan } from '../compile/plan';
import { executeStateMachine } from '../drive/execute';
import type { Execution, TaskInput, Visit } from '../drive/execution';
import { Recorder } from '../drive/recorder';
import type { JsonValue } from '../language/json';
import type { HandledTask } from './handled-task';
import { ReplyBook } from './reply-book';
import type { Replies } from './replies';
import { TaskPlayer } from './task-player';
import { VirtualClock } from './virtual-clock';

export interface TestOptions {
  /** Default `{}`. */
  readonly input?: JsonValue;
  /** What the tasks come to. Default: none, for machines without tasks. */
  readonly replies?: Replies;
  /** When the run begins: a time with zone, or milliseconds since the epoch. Default `2000-01-01T00:00:00Z`. */
  readonly now?: string | number;
  /** Texts by `bucket/key`, for item readers. */
  readonly objects?: Readonly<Record<string, string>>;
  /** Name of the execution in the context object. Default `test`. */
  readonly name?: string;
  /** A number from 0 up to 1. Default: a sequence that is the same in every run. */
  readonly random?: () => number;
}

/** A state machine under test, in virtual time: hours of waiting take no time. */
export class TestRun {
  readonly #clock: VirtualClock;
  readonly #book: ReplyBook;
  readonly #player: TaskPlayer;
  readonly #recorder = new Recorder();
  readonly #abort = new AbortController();
  readonly #execution: Promise<Execution>;
  #ended: Execution | undefined;

  /** @param definition what `compile` gave, or a definition as an object or its text, JSON or YAML */
  constructor(definition: Plan | string | object, options: TestOptions = {}) {
    this.#clock = new VirtualClock(timeOf(options.now ?? '2000-01-01T00:00:00Z'));
    this.#book = new ReplyBook(options.replies ?? {});
    this.#player = new TaskPlayer(this.#book, this.#clock);
    this.#execution = this.#start(definition, options);
    // A failure is told by whoever waits for the end.
    this.#execution.catch(() => undefined);
  }

  /** Lets the run go on to its end. */
  async end(): Promise<TestResult> {
    const execution = await this.#clock.run(this.#execution);
    return { ...execution, unusedReplies: this.#book.unused };
  }

  /** Lets so much time pass (`'90s'`, `'2h'`), and all that happens in it. */
  async fastForward(time: Duration): Promise<this> {
    await this.#clock.advance(durationMs(time, 'time'));
    return this;
  }

  /** Lets everything happen that takes no time. */
  async settle(): Promise<this> {
    await this.#clock.settle();
    return this;
  }

  /** Virtual time, in milliseconds since the epoch. */
  get nowMs(): number {
    return this.#clock.now();
  }

  /** The outcome, once there is one. */
  get ended(): Execution | undefined {
    return this.#ended;
  }

  /** All visits of states so far. */
  get visits(): readonly Visit[] {
    return this.#recorder.visits;
  }

  /** All calls so far. */
  get calls(): readonly TaskInput[] {
    return this.#recorder.taskInputs;
  }

  /** A task whose reply is `byHand` and that waits; by path, or by name of its state. */
  task(pathOrState: string): HandledTask {
    const { waiting } = this.#player;
    const found =
      waiting.get(pathOrState) ?? [...waiting.values()].find(({ path }) => stateOf(path) === pathOrState);
    if (found) return found;
    const known = waiting.size === 0 ? 'no task does' : `there wait ${[...waiting.keys()].join(', ')}`;
    throw new Error(
      `${pathOrState} does not wait for a hand; ${known}. Let time pass first, with settle or fastForward.`,
    );
  }

  /** Ends the run as ABORTED. */
  abort(): void {
    this.#abort.abort();
  }

  async #start(definition: Plan | string | object, options: TestOptions): Promise<Execution> {
    const { input = {}, objects, name, random } = options;
    const recorder = this.#recorder;
    this.#ended = await executeStateMachine(definition, input, {
      invoke: (call) => {
        recorder.called(call);
        return this.#player.invoke(call);
      },
      callback: (call) => this.#player.callback(call),
      sleep: (ms, sleep) => this.#clock.sleep(ms, sleep),
      now: () => this.#clock.now(),
      observe: (observation) => recorder.observe(observation),
      signal: this.#abort.signal,
      ...(objects && { objects }),
      ...(random && { random }),
      ...(name !== undefined && { execution: { name } }),
    });
    return this.#ended;
  }
}

export interface TestResult extends Execution {
  /** Keys of replies that no call asked for, and lists that are not used up. */
  readonly unusedReplies: readonly string[];
}

/** Runs a state machine to its end, with scripted replies and in virtual time. */
export function testStateMachine(
  definition: Plan | string | object,
  options: TestOptions = {},
): Promise<TestResult> {
  return new TestRun(definition, options).end();
}

function timeOf(now: string | number): number {
  const ms = typeof now === 'number' ? now : Date.parse(now);
  if (Number.isFinite(ms)) return ms;
  throw new RangeError(`now: '${now}' is not a time; write one with its zone, such as 2026-01-31T09:00:00Z.`);
}

/** `Items[2]/Charge#2` -> `Charge`. */
function stateOf(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1).replace(/#\d+$/, '');
  return last.replaceAll('~1', '/').replaceAll('~0', '~');
}
