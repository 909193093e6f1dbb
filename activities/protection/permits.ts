import { AdaptiveLimit } from './adaptive-limit';
import { CallPostponed } from './call-postponed';

export interface PermitOptions {
  /** Calls in flight at once from this worker process: its share of the account's concurrency. Default 100. */
  readonly maxConcurrentCalls: number;
  /** Calls in flight at once of one function. Default: as `maxConcurrentCalls`. */
  readonly maxConcurrentCallsPerFunction: number;
  /** How long a call waits for its turn before the attempt gives its slot back. Default 2,000. */
  readonly maxWaitMs: number;
  readonly nowMs: () => number;
  readonly random: () => number;
}

/** What became of a call that had a permit. */
export type PermitOutcome = { readonly throttled: false } | ThrottledOutcome;
export interface ThrottledOutcome {
  readonly throttled: true;
  /** Whether the whole account was throttled, or only the function. */
  readonly scope: 'account' | 'function';
  readonly retryAfterMs?: number;
}

export type Release = (outcome?: PermitOutcome) => void;

interface Waiter {
  readonly fn: string;
  readonly grant: (release: Release) => void;
}

/** Beyond it the oldest that nobody calls just now is forgotten, with what was learned of it: names come from workflows. */
const MAX_FUNCTIONS = 1000;

/** Hands out permits first come, first served, but never makes a function wait for another function's limit. */
export class Permits {
  readonly #account: AdaptiveLimit;
  readonly #functions = new Map<string, AdaptiveLimit>();
  readonly #waiting = new Set<Waiter>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: PermitOptions) {
    this.#account = new AdaptiveLimit(options.maxConcurrentCalls, options.random);
  }

  /** Functions whose limits are known. */
  get functions(): number {
    return this.#functions.size;
  }

  /** Calls that wait for their turn. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** A permit at once, where one is free: the common case makes no promise and no timer. */
  tryAcquire(fn: string): Release | undefined {
    const limit = this.#limitOf(fn);
    const nowMs = this.options.nowMs();
    if (this.#account.waitMs(nowMs) > 0 || limit.waitMs(nowMs) > 0) return undefined;
    return this.#grant(limit);
  }

  /**
   * Waits for a permit.
   * @throws {CallPostponed} after `maxWaitMs`, with a delay that spreads the waiting calls over the time they will need.
   * @throws the signal's reason when it aborts.
   */
  acquire(fn: string, signal: AbortSignal): Promise<Release> {
    return new Promise((resolve, reject) => {
      const { maxWaitMs } = this.options;
      const leave = (error: unknown): void => {
        this.#waiting.delete(waiter);
        clearTimeout(timeout);
        signal.removeEventListener('abort', onAbort);
        if (error !== undefined) reject(error);
      };
      const waiter: Waiter = {
        fn,
        grant: (release) => {
          leave(undefined);
          resolve(release);
        },
      };
      const onAbort = (): void => leave(signal.reason);
      const begunBefore = this.#limitOf(fn).begun;
      const timeout = setTimeout(() => leave(this.#postponed(fn, begunBefore)), maxWaitMs);
      if (signal.aborted) return leave(signal.reason);
      signal.addEventListener('abort', onAbort);
      this.#waiting.add(waiter);
      this.#serve();
    });
  }

  #limitOf(fn: string): AdaptiveLimit {
    const known = this.#functions.get(fn);
    if (known !== undefined) return known;
    const limit = new AdaptiveLimit(this.options.maxConcurrentCallsPerFunction, this.options.random);
    if (this.#functions.size >= MAX_FUNCTIONS) this.#forgetOne();
    this.#functions.set(fn, limit);
    return limit;
  }

  #forgetOne(): void {
    const nowMs = this.options.nowMs();
    for (const [fn, limit] of this.#functions) {
      if (limit.inFlight > 0 || limit.waitMs(nowMs) > 0) continue;
      this.#functions.delete(fn);
      return;
    }
  }

  #grant(limit: AdaptiveLimit): Release {
    this.#account.begin();
    limit.begin();
    return (outcome) => {
      this.#learn(limit, outcome);
      this.#account.end();
      limit.end();
      if (this.#waiting.size > 0) this.#serve();
    };
  }

  #learn(limit: AdaptiveLimit, outcome: PermitOutcome | undefined): void {
    if (outcome === undefined) return;
    if (outcome.throttled) {
      const scope = outcome.scope === 'account' ? this.#account : limit;
      scope.throttled(this.options.nowMs(), outcome.retryAfterMs);
    } else {
      limit.succeeded();
      this.#account.succeeded();
    }
  }

  /** Grants whatever can be granted now, and comes back when the next pause ends. */
  #serve(): void {
    clearTimeout(this.#timer);
    const nowMs = this.options.nowMs();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const waiter of this.#waiting) {
      const accountMs = this.#account.waitMs(nowMs);
      if (accountMs === Number.POSITIVE_INFINITY) return;
      const limit = this.#limitOf(waiter.fn);
      const waitMs = Math.max(accountMs, limit.waitMs(nowMs));
      if (waitMs === 0) waiter.grant(this.#grant(limit));
      else nextMs = Math.min(nextMs, waitMs);
    }
    if (nextMs !== Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#serve(), nextMs);
  }

  /** The delay spreads the waiting calls over the time that they will need at the pace of the last `maxWaitMs`. */
  #postponed(fn: string, begunBefore: number): CallPostponed {
    const { maxWaitMs, random } = this.options;
    const limit = this.#limitOf(fn);
    const waiting = [...this.#waiting].filter((waiter) => waiter.fn === fn).length;
    const rounds = Math.ceil(waiting / Math.max(1, limit.begun - begunBefore));
    const delayMs = maxWaitMs + Math.round(random() * maxWaitMs * Math.min(rounds, 30));
    const places = Math.min(this.#account.limit, limit.limit);
    return new CallPostponed(
      `it waited ${maxWaitMs} ms for its turn (${waiting} calls of the function wait, ${places} may be in flight)`,
      delayMs,
      'Throttled',
    );
  }
}
