import type { Delivery, Duration, RetryRule } from '../retry/types';

/** See {@link FunctionOptions.mode}. */
export type Mode = 'standard' | 'local';

/** How a function is called. Given to `defineFunction`, and again with a single call, where it goes before. */
export interface FunctionOptions {
  /**
   * Time for one try. Default and longest: 90 seconds, because FunctionGraph's gateway cuts a synchronous call there.
   * A try that takes longer ends with an unknown outcome and goes through the retry rules.
   */
  readonly timeout?: Duration;
  /**
   * Rules for failed tries, read before the default rules; the first that names the failure decides. `[]` switches the
   * default rules off. Default: the default rules alone.
   */
  readonly retry?: readonly RetryRule[];
  /** `at-most-once`: only a call that surely did not run is ever sent again. Default `at-least-once`. */
  readonly delivery?: Delivery;
  /**
   * How the step is executed. `standard`: one Temporal activity, 6 events. `local`: a local activity, inside the workflow
   * task, 1 event and about a fifth of the time; for functions well under 5 seconds that may run again, because a crash of
   * the worker repeats all local steps since the last workflow task. Results, failures and rules are the same (see
   * docs/modes.md). Default `standard`; `at-most-once` and `taskQueue` need it.
   */
  readonly mode?: Mode;
  /**
   * What cancelling the workflow does to a running call. `abort` ends the HTTP request (the function itself may go on
   * running, so its outcome is unknown); `finish` lets it end and keeps its result. Default `abort`.
   */
  readonly onCancel?: 'abort' | 'finish';
  /**
   * Field of the event that carries the step's idempotency key (`RUN/PATH`, the same for all tries of one step), for
   * functions that refuse to do the same thing twice. A field that the event has already is kept. Needs an object as
   * event. Default: none.
   */
  readonly idempotencyField?: string;
  /** Memory of the instance in MB, for functions with dynamic memory. Default: as the function is configured. */
  readonly memoryMb?: number;
  /** Keep the end of the function's log (at most 4 KB) with the result and in the history. Default false. */
  readonly logs?: boolean;
  /** Task queue whose workers make the call. Default: the workflow's own, which is the only one in mode `local`. */
  readonly taskQueue?: string;
  /** Time for the whole step with all tries and waits. Default: no limit besides the rules. */
  readonly scheduleToCloseTimeout?: Duration;
  /** The step's line in Temporal's UI, cut to 100 characters. Default: the step's path. */
  readonly summary?: string;
}

export interface CallOptions extends FunctionOptions {
  /**
   * Where the call stands in the pipeline, for example `items[3]` in a fan-out: the step's path becomes `items[3]/NAME`
   * instead of `NAME` (`#2` and so on from the second visit). Paths are the activity ids, and part of idempotency keys;
   * give one to calls that run side by side, so that each keeps its own whichever comes first.
   */
  readonly path?: string;
}

/** Options of a chain, for each of its functions. */
export interface ChainOptions extends Omit<FunctionOptions, 'mode'> {
  /**
   * As of a function; or `express`: all calls inside one activity, for chains of many short functions that may run again,
   * because a crash of the worker repeats what was done within the last second. Default: each function's own.
   */
  readonly mode?: Mode | 'express';
}

export interface ChainCallOptions extends Omit<CallOptions, 'mode'>, Pick<ChainOptions, 'mode'> {}

const OPTION_KEYS: Record<keyof FunctionOptions, true> = {
  timeout: true,
  retry: true,
  delivery: true,
  mode: true,
  onCancel: true,
  idempotencyField: true,
  memoryMb: true,
  logs: true,
  taskQueue: true,
  scheduleToCloseTimeout: true,
  summary: true,
};

/** Refuses keys that nothing reads, so that a misspelt option is not silently ignored. */
export function checkOptionKeys(what: string, options: object, further: readonly string[] = []): void {
  for (const key of Object.keys(options)) {
    if (Object.hasOwn(OPTION_KEYS, key) || further.includes(key)) continue;
    const known = [...further, ...Object.keys(OPTION_KEYS)].join(', ');
    throw new TypeError(`${what}: unknown option "${key}". Known options: ${known}.`);
  }
}
