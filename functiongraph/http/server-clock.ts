import type { IncomingHttpHeaders } from 'node:http';
import { httpDate } from '../decode/retry-after';
import { headerText } from '../decode/header-values';

/** `Date` has whole seconds and travels a while; signatures are good for 15 minutes. */
const TOLERATED_MS = 30_000;
const CHECK_EVERY_MS = 60_000;

/** The time as the server has it, learned from the `Date` of its answers: a wrong clock makes every signature invalid. */
export class ServerClock {
  #offsetMs = 0;
  #checkedAt = Number.NEGATIVE_INFINITY;

  /** @param localNow milliseconds since 1970 by this machine's clock */
  now(localNow: number): number {
    return localNow + this.#offsetMs;
  }

  /**
   * Looks at an answer: at every one that refuses the caller, else once a minute.
   * @returns whether the clock was found to be wrong by more than it was corrected before
   */
  observe(status: number, headers: IncomingHttpHeaders, localNow: number): boolean {
    const refused = status === 401 || status === 403;
    if (!refused && Math.abs(localNow - this.#checkedAt) < CHECK_EVERY_MS) return false;
    const serverNow = httpDate(headerText(headers, 'date'));
    if (serverNow === undefined) return false;
    this.#checkedAt = localNow;
    const before = this.#offsetMs;
    const offset = serverNow - localNow;
    this.#offsetMs = Math.abs(offset) > TOLERATED_MS ? offset : 0;
    return Math.abs(this.#offsetMs - before) > TOLERATED_MS;
  }
}
