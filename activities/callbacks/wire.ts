/** What callbacks need across the wire. The rules of `activities/wire.ts` hold here too. */
import type { JsonValue } from '../../asl/language/json';

export const CALLBACK_UPDATE = 'callback';

export type CallbackOutcome =
  | { readonly output: JsonValue }
  | { readonly error?: string | null; readonly cause?: string | null }
  | { readonly heartbeat: true };

/** What a callback says to a run: the argument of the update `callback` of a pipeline. */
export interface CallbackMessage {
  /** The command that the token names. */
  readonly id: number;
  readonly path: string;
  /** First run of the chain of runs that the token was made in. Absent: whichever runs now. */
  readonly run?: string;
  readonly outcome: CallbackOutcome;
}

/** `stale`: the task goes on no more, or not with this token. `repeated`: this token was used before. */
export type CallbackAnswer = 'accepted' | 'stale' | 'repeated';

export const SIGN_TOKEN_ACTIVITY = 'signTaskToken';

export interface SignTokenRequest {
  readonly v: 1;
  /** The path of the task, for messages. */
  readonly what: string;
  readonly token: string;
}

export interface SignTokenReply {
  readonly v: 1;
  readonly token: string;
}

export interface TokenActivities {
  signTaskToken(request: SignTokenRequest): Promise<SignTokenReply>;
}
