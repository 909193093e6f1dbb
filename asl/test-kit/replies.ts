import type { Duration } from '../../retry';
import type { TaskCall } from '../drive/effects';
import type { JsonValue } from '../language/json';

/**
 * What tasks come to in a test: by path (`Items[2]/Charge`), by name of the state, or by name or URN of the function; the
 * nearest of these counts. A list is used up in order, and one reply alone answers every call.
 */
export type Replies = Readonly<Record<string, TaskReplies>>;

export type TaskReplies = ScriptedReply | ReplyFunction | readonly (ScriptedReply | ReplyFunction)[];

/** Works the output out. What it throws is the function's error: `Error` is its name. */
export type ReplyFunction = (input: JsonValue, call: TaskCall) => JsonValue | Promise<JsonValue>;

/** For a task with a token it is what the callback brings; the call itself succeeds. */
export type ScriptedReply = ReplyTiming &
  (
    | { readonly output: JsonValue }
    /** Answers with the task's input. */
    | { readonly echo: true }
    | ErrorReply
    /** Never answers: its time limit must end it. */
    | { readonly hang: true }
    /** Waits for `run.task(...)`. */
    | { readonly byHand: true }
  );

export interface ReplyTiming {
  /** Only for a call with this input, which may hold the matchers of expectations. */
  readonly input?: JsonValue;
  /** How long it takes. Default: no time. */
  readonly delay?: Duration;
  /** How often the task says that it is alive while it takes its time. Default: never. */
  readonly heartbeat?: Duration;
}

export interface ErrorReply {
  /** `Error` of the error output; null where a callback gives none. */
  readonly error: string | null;
  /** `Cause`; what is no text becomes JSON. Default: none. */
  readonly cause?: JsonValue;
  /** Other names that rules may match on. Default: `error` and `States.TaskFailed`. */
  readonly names?: readonly string[];
  /** Did the function run. Default `yes`. With `no` and `transient` the default retries apply. */
  readonly executed?: 'no' | 'yes' | 'maybe';
  /** May the same call succeed later. Default false. */
  readonly transient?: boolean;
}
