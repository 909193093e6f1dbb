import type { TaskCall } from '../drive/effects';
import { differences } from './match';
import type { Replies, ReplyFunction, ScriptedReply } from './replies';

type Reply = ScriptedReply | ReplyFunction;

/** Finds the reply to each call, and keeps what is used up. */
export class ReplyBook {
  readonly #left = new Map<string, Reply[]>();
  readonly #used = new Set<string>();

  constructor(private readonly replies: Replies) {
    for (const [key, reply] of Object.entries(replies)) if (isList(reply)) this.#left.set(key, [...reply]);
  }

  /** Keys whose replies no call has asked for, and lists that are not used up. */
  get unused(): readonly string[] {
    return Object.keys(this.replies).filter(
      (key) => !this.#used.has(key) || (this.#left.get(key)?.length ?? 0) > 0,
    );
  }

  /** @throws {UnscriptedCallError} where none is left, or there never was one */
  take(call: TaskCall): Reply {
    const key = keysOf(call).find((name) => Object.hasOwn(this.replies, name));
    const replies = key === undefined ? undefined : this.replies[key];
    if (key === undefined || replies === undefined)
      throw new UnscriptedCallError(call, noReply(call, Object.keys(this.replies)));
    this.#used.add(key);
    const list = this.#left.get(key);
    if (list === undefined) {
      if (fits(replies as Reply, call)) return replies as Reply;
      throw new UnscriptedCallError(
        call,
        `its reply is for another input than ${JSON.stringify(call.input)}`,
      );
    }
    const index = list.findIndex((reply) => fits(reply, call));
    const [reply] = index < 0 ? [] : list.splice(index, 1);
    if (reply === undefined) throw new UnscriptedCallError(call, noneLeft(key, list.length, call));
    return reply;
  }
}

/** A test lacks a reply: the run ends with this, since no outcome would be the task's. */
export class UnscriptedCallError extends Error {
  override readonly name = 'UnscriptedCallError';

  constructor(call: TaskCall, reason: string) {
    super(`${call.path} calls ${call.function || call.resource.text}, but ${reason}.`);
  }
}

/** What replies may be found under, the nearest first. */
function keysOf(call: TaskCall): readonly string[] {
  return [call.path, call.state, call.function, call.resource.target, call.resource.text];
}

function fits(reply: Reply, call: TaskCall): boolean {
  if (typeof reply === 'function' || reply.input === undefined) return true;
  return differences(reply.input, call.input).length === 0;
}

function noReply(call: TaskCall, known: readonly string[]): string {
  const where = known.length === 0 ? 'there are none' : `there are some for ${known.join(', ')}`;
  return `no reply is scripted for it: ${where}. Add one under ${call.state} or ${call.function || call.resource.text}`;
}

function noneLeft(key: string, left: number, call: TaskCall): string {
  return left === 0
    ? `the list of replies under ${key} is used up`
    : `none of the ${left} replies left under ${key} is for the input ${JSON.stringify(call.input)}`;
}

function isList(reply: Replies[string]): reply is readonly Reply[] {
  return Array.isArray(reply);
}
