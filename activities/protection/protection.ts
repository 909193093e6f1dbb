import type { CallFailure } from '../call-failure';
import { CredentialsBreaker } from './credentials-breaker';
import { Permits } from './permits';
import type { Release } from './permits';

/** How much of what is shared one worker process may take. */
export interface ProtectionOptions {
  /**
   * Calls in flight at once: this worker's share of the account's concurrency (100 by default, see the service's
   * constraints page). Default 100. A call over it waits up to two seconds, then gives its slot back for a while.
   */
  readonly maxConcurrentCalls?: number;
  /** Calls in flight at once of one function. Default: as `maxConcurrentCalls`. Others never wait for it. */
  readonly maxConcurrentCallsPerFunction?: number;
}

/** Ends a call's turn; told why it failed, where it did. */
export type EndTurn = (failure?: CallFailure) => void;

const MAX_WAIT_MS = 2000;

/** Throttles that concern the whole account; all others concern the function that was called. */
const ACCOUNT_CODES = new Set(['APIGW.0308', 'APIG.0308', '150430', '150432', '150433', '200429']);

/** What all calls of one worker process share, and must not spoil for each other or for other workers. */
export class Protection {
  readonly #permits: Permits;
  readonly #breaker: CredentialsBreaker;

  constructor(options: ProtectionOptions = {}) {
    const maxConcurrentCalls = checkedLimit(options, 'maxConcurrentCalls', 100);
    this.#permits = new Permits({
      maxConcurrentCalls,
      maxConcurrentCallsPerFunction: checkedLimit(
        options,
        'maxConcurrentCallsPerFunction',
        maxConcurrentCalls,
      ),
      maxWaitMs: MAX_WAIT_MS,
      nowMs: () => performance.now(),
      random: Math.random,
    });
    this.#breaker = new CredentialsBreaker(() => performance.now(), Math.random);
  }

  /** False for five minutes after the credentials were refused; a worker that is not ready is to be taken out of service. */
  get ready(): boolean {
    return this.#breaker.closed;
  }

  /**
   * A turn at once, or a promise of one.
   * @throws {CallPostponed} where the call must not be sent now
   */
  turn(fn: string, signal: AbortSignal): EndTurn | Promise<EndTurn> {
    this.#breaker.check();
    const release = this.#permits.tryAcquire(fn);
    if (release !== undefined) return this.#endTurn(release);
    return this.#permits.acquire(fn, signal).then((granted) => {
      try {
        this.#breaker.check();
      } catch (error) {
        granted();
        throw error;
      }
      return this.#endTurn(granted);
    });
  }

  #endTurn(release: Release): EndTurn {
    return (failure) => {
      if (failure === undefined || failure.executed === 'yes') return release({ throttled: false });
      // Only refused credentials count towards the lock: neither a missing permission (403) nor a call refused unsent.
      if (failure.names.includes('FunctionGraph.Unauthorized') && failure.httpStatus === 401) {
        this.#breaker.open(failure.code);
      }
      if (!failure.names.includes('FunctionGraph.Throttled')) return release();
      const scope = ACCOUNT_CODES.has(failure.code) ? 'account' : 'function';
      const { retryAfterMs } = failure;
      return release({ throttled: true, scope, ...(retryAfterMs !== undefined && { retryAfterMs }) });
    };
  }
}

function checkedLimit(options: ProtectionOptions, key: keyof ProtectionOptions, byDefault: number): number {
  const value = options[key] ?? byDefault;
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new TypeError(`${key}: ${value} must be a whole number of calls, at least 1`);
}
