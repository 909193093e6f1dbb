/** What an expression takes from outside. */
export interface JsonataScope {
  /** `states` and the assigned variables, by their names without `$`; plain JSON, never changed. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The time of `$now()` and `$millis()`, in milliseconds since the epoch. */
  readonly nowMs: number;
  /** A number from 0 up to 1, for `$random()` and `$shuffle()`. */
  random(): number;
  uuid(): string;
}

/** The scope of the evaluation that runs; there is one at a time. */
export interface Session {
  scope: JsonataScope;
}
