import {
  compile,
  type Command,
  type EngineContext,
  type EngineEvent,
  type JsonValue,
  type Observation,
  resume,
  type StartContext,
  start,
  type Turn,
} from '../../../../asl';

/** A run that a test steps by hand. */
export class SteppedRun {
  readonly observations: Observation[] = [];
  readonly commands: Command[] = [];
  turn: Turn;
  nowMs = Date.parse('2026-01-02T03:04:05.000Z');
  readonly #plan;

  constructor(definition: object, input: JsonValue = {}, context: Partial<StartContext> = {}) {
    this.#plan = compile(definition);
    this.turn = start(this.#plan, input, {
      execution: { id: 'run-1', name: 'first' },
      stateMachine: { id: 'machine-1', name: 'orders' },
      ...this.#context(),
      ...context,
    });
    this.commands.push(...this.turn.commands);
  }

  /** Takes an event through a snapshot that was written and read again. */
  take(event: EngineEvent): Turn {
    const snapshot = JSON.parse(JSON.stringify(this.turn.snapshot)) as Turn['snapshot'];
    this.turn = resume(this.#plan, snapshot, event, this.#context());
    this.commands.push(...this.turn.commands);
    return this.turn;
  }

  succeed(path: string, output: JsonValue, more: object = {}): Turn {
    return this.take({ type: 'succeeded', id: this.open(path).id, output, ...more });
  }

  fail(path: string, error: string, more: object = {}): Turn {
    return this.take({ type: 'failed', id: this.open(path).id, error, cause: 'why', ...more });
  }

  /** The clock goes on to the time that the wait asks for. */
  elapse(path: string): Turn {
    const command = this.open(path);
    if (command.type !== 'wait') throw new Error(`${path} waits for ${command.type}`);
    this.nowMs = command.untilMs;
    return this.take({ type: 'elapsed', id: command.id });
  }

  /** The last command of a path. */
  open(path: string): Command {
    const command = this.commands.findLast((found) => found.path === path);
    if (command === undefined) throw new Error(`no command for ${path}`);
    return command;
  }

  get visited(): string[] {
    return this.observations.flatMap((seen) => (seen.type === 'entered' ? [seen.path] : []));
  }

  #context(): EngineContext {
    return {
      nowMs: this.nowMs,
      random: () => 0.5,
      uuid: () => '00000000-0000-4000-8000-000000000000',
      observe: (observation) => this.observations.push(observation),
    };
  }
}

export const task = (fn: string, more: object = {}) => ({ Type: 'Task', Resource: fn, ...more });
