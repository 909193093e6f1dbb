/** A span of time: milliseconds, or text such as `'500ms'`, `'2 seconds'`, `'1.5h'`. */
export type Duration = number | `${number}${'' | ' '}${DurationUnit}`;
type DurationUnit =
  | 'ms'
  | 'millisecond'
  | 'milliseconds'
  | 's'
  | 'sec'
  | 'second'
  | 'seconds'
  | 'm'
  | 'min'
  | 'minute'
  | 'minutes'
  | 'h'
  | 'hour'
  | 'hours'
  | 'd'
  | 'day'
  | 'days';

/** `at-least-once`: a call whose outcome is unknown may be sent again. `at-most-once`: only a call that surely did not run. */
export type Delivery = 'at-least-once' | 'at-most-once';

/** What to do with the failures that it names. The first rule that names a failure decides; each counts its own retries. */
export interface RetryRule {
  /** Names to match: a code (`FSS.0429`), a group (`FunctionGraph.Throttled`), the function's own `errorType`, `States.ALL`. */
  readonly errors: readonly string[];
  /** Retries after the first try; 0 = never. Default 3. */
  readonly maxAttempts?: number;
  /** Wait before the first retry. Default 1 second. */
  readonly interval?: Duration;
  /** Factor from one wait to the next, at least 1. Default 2. */
  readonly backoffRate?: number;
  /** The longest wait. Default: none. */
  readonly maxInterval?: Duration;
  /** `full`: a random wait between 0 and the computed one. Default `none`. */
  readonly jitter?: 'full' | 'none';
  /**
   * Names only failures that may pass by themselves (`transient`) of functions that surely did not run, or perhaps did not.
   * `{ errors: ['States.ALL'], onlyTransient: true, maxAttempts: 10 }` is the default rule with more patience. Default
   * false: whatever has one of the names.
   */
  readonly onlyTransient?: boolean;
}

/** A rule as it crosses the wire: durations in milliseconds, defaults left out. */
export interface WireRetryRule {
  readonly errors: readonly string[];
  readonly maxAttempts?: number;
  readonly intervalMs?: number;
  readonly backoffRate?: number;
  readonly maxIntervalMs?: number;
  readonly jitter?: 'full';
  readonly onlyTransient?: true;
}

/** Retries used so far, by rule: index in the list of rules that `decide` was given (the user's, then the defaults). */
export type RetryCounts = readonly number[];

/** What the rules need to know of a failure; a `FunctionGraphError` fits. */
export interface Failure {
  readonly names: readonly string[];
  readonly executed: 'no' | 'yes' | 'maybe';
  readonly transient: boolean;
  readonly retryAfterMs?: number;
  readonly httpStatus?: number;
}

export interface DecideOptions {
  readonly delivery: Delivery;
  /** A number from 0 up to 1, as `Math.random` gives it. */
  readonly random: () => number;
  /** Milliseconds until the step's deadline; `Infinity` for none. */
  readonly remainingMs: number;
}

export type Decision =
  | { readonly delayMs: number; readonly counts: RetryCounts; readonly rule: RetryRule }
  | { readonly giveUp: string };
