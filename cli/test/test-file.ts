import type { JsonObject, JsonValue, Replies, StateMachine } from '../../asl';

/** A test file, read and found to be right. */
export interface TestFile {
  readonly path: string;
  readonly definitionPath: string;
  readonly definition: StateMachine;
  /** For all cases; what a case has of its own stands above them. */
  readonly replies: Replies;
  readonly cases: readonly TestCase[];
}

export interface TestCase {
  readonly name: string;
  readonly input?: JsonValue;
  readonly now?: string;
  readonly replies?: Replies;
  readonly objects?: Readonly<Record<string, string>>;
  readonly expect: Expected;
}

export interface Expected {
  readonly status?: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output?: JsonValue;
  readonly error?: JsonValue;
  readonly cause?: JsonValue;
  /** Names of the states in order. */
  readonly visited?: readonly string[];
  /** Inputs of all tries of a task, by state or function. */
  readonly calls?: JsonObject;
  /** Time that passes in the machine, as text with a unit. */
  readonly elapsed?: string | number;
}

export const STATUSES = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];
