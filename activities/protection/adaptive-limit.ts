/** The first pause after a throttle; it doubles with each further one, up to {@link LONGEST_PAUSE_MS}. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8000;
/** Throttles that arrive within this time belong to one burst: the limit is cut once for all of them. */
const BURST_MS = 500;

/**
 * How many calls may be in flight at once: additive increase, multiplicative decrease (RFC 5681 section 3.1 in spirit).
 * A throttle halves the limit and stops new calls for a moment; each full round of successes adds one.
 */
export class AdaptiveLimit {
  inFlight = 0;
  #limit: number;
  #throttles = 0;
  #pausedUntilMs = 0;
  #lastCutMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly max: number,
    private readonly random: () => number,
  ) {
    this.#limit = max;
  }

  /** The present limit, from 1 to the maximum. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Milliseconds until a call may start; `Infinity` while all places are taken (a release will tell). */
  waitMs(nowMs: number): number {
    if (this.inFlight >= this.limit) return Number.POSITIVE_INFINITY;
    return Math.max(0, this.#pausedUntilMs - nowMs);
  }

  succeeded(): void {
    this.#throttles = 0;
    this.#limit = Math.min(this.max, this.#limit + 1 / this.#limit);
  }

  throttled(nowMs: number, retryAfterMs = 0): void {
    if (nowMs - this.#lastCutMs >= BURST_MS) {
      this.#lastCutMs = nowMs;
      this.#limit = Math.max(1, Math.min(this.#limit, this.inFlight) / 2);
      this.#throttles += 1;
    }
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#throttles - 1));
    const jitteredMs = pauseMs * (0.5 + this.random());
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, nowMs + Math.max(jitteredMs, retryAfterMs));
  }
}
