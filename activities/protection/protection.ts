import { TIME_IS_UP, within } from '../../functiongraph/http/within';
import { type CallFailure, credentialsRefused, credentialsRenewed } from '../call-failure';
import { CredentialsBreaker } from './credentials-breaker';
import { Permits } from './permits';
import type { PermitOutcome, Release } from './permits';

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

/** Ends a call's turn; told why it failed, where it did, or that it was not sent after all. */
export type EndTurn = (ended?: CallFailure | 'unsent') => void;

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
    return this.#breaker.reason === undefined;
  }

  /** Why it is not ready, in words for a person. */
  get notReadyReason(): string | undefined {
    return this.#breaker.reason;
  }

  /**
   * A turn at once, or a promise of one.
   * @throws {CallPostponed} where the call must not be sent now
   */
  turn(fn: string, signal: AbortSignal): EndTurn | Promise<EndTurn> {
    if (this.#breaker.trialEnded !== undefined) return this.#turnAfterTrial(fn, signal);
    this.#breaker.check();
    const release = this.#permits.tryAcquire(fn);
    if (release !== undefined) return this.#begin(release);
    return this.#permits.acquire(fn, signal).then((granted) => {
      if (this.#breaker.trialEnded === undefined) return this.#begin(granted);
      granted();
      return this.#turnAfterTrial(fn, signal);
    });
  }

  async #turnAfterTrial(fn: string, signal: AbortSignal): Promise<EndTurn> {
    const untilMs = performance.now() + MAX_WAIT_MS;
    for (let leftMs = MAX_WAIT_MS; leftMs > 0; leftMs = untilMs - performance.now()) {
      const ended = this.#breaker.trialEnded;
      if (ended === undefined) return this.turn(fn, signal);
      await within(ended, leftMs, signal).catch(ignoreTimeUp);
    }
    this.#breaker.check();
    return this.turn(fn, signal);
  }

  #begin(release: Release): EndTurn {
    const isTrial = this.#enter(release);
    return (ended) => {
      const failure = ended === 'unsent' ? undefined : ended;
      const refused = failure !== undefined && credentialsRefused(failure);
      if (refused) this.#breaker.refused(failure.code, { isTrial, renewed: credentialsRenewed(failure) });
      else if (isTrial) this.#breaker.endTrial(ended !== 'unsent' && wasAnswered(failure));
      release(ended === 'unsent' ? undefined : permitOutcome(failure));
    };
  }

  #enter(release: Release): boolean {
    try {
      return this.#breaker.enter();
    } catch (error) {
      release();
      throw error;
    }
  }
}

function ignoreTimeUp(reason: unknown): void {
  if (reason !== TIME_IS_UP) throw reason;
}

function wasAnswered(failure: CallFailure | undefined): boolean {
  return failure === undefined || failure.executed === 'yes' || failure.httpStatus !== undefined;
}

/** What the limits learn from a call; nothing where it says nothing of the load. */
function permitOutcome(failure: CallFailure | undefined): PermitOutcome | undefined {
  if (failure === undefined || failure.executed === 'yes') return { throttled: false };
  if (!failure.names.includes('FunctionGraph.Throttled')) return undefined;
  const scope = ACCOUNT_CODES.has(failure.code) ? 'account' : 'function';
  const { retryAfterMs } = failure;
  return { throttled: true, scope, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function checkedLimit(options: ProtectionOptions, key: keyof ProtectionOptions, byDefault: number): number {
  const value = options[key] ?? byDefault;
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new TypeError(`${key}: ${value} must be a whole number of calls, at least 1`);
}
