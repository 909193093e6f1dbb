/** The first pause after throttles of which nothing can be learned; it doubles with each further one, up to {@link LONGEST_PAUSE_MS}. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8000;
/** The longest pause that one answer can impose on all calls: its own step waits as long as it asks. */
const LONGEST_ASKED_MS = 60_000;
/** Throttles that arrive within this time belong to one burst. */
const BURST_MS = 500;
/** Of the calls that run while another is refused, so many are kept: what fits is shared with others, who come and go. */
const KEPT = 0.9;

/**
 * How many calls may be in flight at once, learned from what is refused: while a call is throttled, those that run are as
 * many as fit. After that each full round of successes adds one. Where none of ours runs, nothing can be learned: new calls
 * stop for a moment, one begins, and the limit doubles with each round up to half of what it was (as TCP starts again after
 * a timeout, RFC 5681 section 3.1).
 */
export class AdaptiveLimit {
  inFlight = 0;
  /** Calls that began so far. */
  begun = 0;
  #limit: number;
  /** Below it the limit grows with each success. */
  #threshold = 1;
  #limitBeforeBurst: number;
  #bursts = 0;
  #pausedUntilMs = 0;
  #burstBeganMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly max: number,
    private readonly random: () => number,
  ) {
    this.#limit = max;
    this.#limitBeforeBurst = max;
  }

  /** The present limit, from 1 to the maximum. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  begin(): void {
    this.inFlight += 1;
    this.begun += 1;
  }

  end(): void {
    this.inFlight -= 1;
  }

  /** Milliseconds until a call may start; `Infinity` while all places are taken (a release will tell). */
  waitMs(nowMs: number): number {
    if (this.inFlight >= this.limit) return Number.POSITIVE_INFINITY;
    return Math.max(0, this.#pausedUntilMs - nowMs);
  }

  succeeded(): void {
    this.#bursts = 0;
    const more = this.#limit < this.#threshold ? 1 : 1 / this.#limit;
    this.#limit = Math.min(this.max, this.#limit + more);
  }

  /** A call in flight was refused; tell before its {@link end}. */
  throttled(nowMs: number, retryAfterMs = 0): void {
    if (nowMs - this.#burstBeganMs >= BURST_MS) {
      this.#burstBeganMs = nowMs;
      this.#limitBeforeBurst = this.#limit;
      this.#bursts += 1;
    }
    const running = this.inFlight - 1;
    this.#limit = Math.max(1, Math.min(this.#limit, KEPT * running));
    this.#threshold = running > 0 ? this.#limit : this.#limitBeforeBurst / 2;
    const pauses = running > 0 ? this.#bursts - 1 : this.#bursts;
    const pauseMs = pauses > 0 ? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (pauses - 1)) : 0;
    const jitteredMs = pauseMs * (0.5 + this.random());
    const askedMs = Math.min(LONGEST_ASKED_MS, retryAfterMs);
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, nowMs + Math.max(jitteredMs, askedMs));
  }
}
