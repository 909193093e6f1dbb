import { durationMs } from '../../retry';
import type { FailedReply, Reply, TaskCall } from '../drive/effects';
import type { JsonValue } from '../language/json';
import type { HandledTask } from './handled-task';
import type { ReplyBook } from './reply-book';
import type { ErrorReply, ReplyFunction, ScriptedReply } from './replies';
import type { VirtualClock } from './virtual-clock';

/** Plays the tasks of a test: each call is answered as its script says, in virtual time. */
export class TaskPlayer {
  /** Tasks that wait for a hand, by path. */
  readonly waiting = new Map<string, HandledTask>();

  constructor(
    private readonly book: ReplyBook,
    private readonly clock: VirtualClock,
  ) {}

  /** The call of a task with a token succeeds; its script is for the callback. */
  invoke(call: TaskCall): Promise<Reply> {
    return call.token === undefined ? this.#play(call) : Promise.resolve({ output: null });
  }

  callback(call: TaskCall): Promise<Reply> {
    return this.#play(call);
  }

  async #play(call: TaskCall): Promise<Reply> {
    const reply = this.book.take(call);
    if (typeof reply === 'function') return this.clock.hold(work(reply, call));
    await this.#delay(reply, call);
    if ('hang' in reply) return new Promise(() => undefined);
    if ('byHand' in reply) return this.#byHand(call);
    if ('echo' in reply) return { output: call.input };
    return 'error' in reply ? failed(reply) : { output: reply.output };
  }

  async #delay(reply: ScriptedReply, call: TaskCall): Promise<void> {
    if (reply.delay === undefined) return;
    const { signal } = call;
    const untilMs = this.clock.now() + durationMs(reply.delay, 'delay');
    const beatMs = reply.heartbeat === undefined ? Infinity : durationMs(reply.heartbeat, 'heartbeat');
    while (this.clock.now() + beatMs < untilMs) {
      await this.clock.sleep(beatMs, { signal });
      call.heartbeat();
    }
    await this.clock.sleep(untilMs - this.clock.now(), { signal });
  }

  #byHand(call: TaskCall): Promise<Reply> {
    return new Promise((resolve) => {
      const { path, input } = call;
      this.waiting.set(path, {
        path,
        input,
        ...(call.token !== undefined && { token: call.token }),
        succeed: (output) => resolve({ output }),
        fail: (error, cause) => resolve(failed({ error, ...(cause !== undefined && { cause }) })),
        heartbeat: () => call.heartbeat(),
      });
      call.signal.addEventListener('abort', () => this.waiting.delete(path), { once: true });
    });
  }
}

async function work(reply: ReplyFunction, call: TaskCall): Promise<Reply> {
  try {
    return { output: jsonOf(await reply(call.input, call)) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { name, message } = error;
    return failed({ error: name, cause: { errorType: name, errorMessage: message } });
  }
}

/** As the wire would bring it; a function that returns nothing answers null. */
function jsonOf(value: JsonValue | undefined): JsonValue {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as JsonValue);
}

function failed({ error, cause, names, executed, transient }: ErrorReply): FailedReply {
  return {
    error,
    ...(cause !== undefined && { cause: typeof cause === 'string' ? cause : causeOf(cause) }),
    ...(names && { names }),
    ...(executed && { executed }),
    ...(transient !== undefined && { transient }),
  };
}

function causeOf(cause: JsonValue): string | null {
  return cause === null ? null : JSON.stringify(cause);
}
