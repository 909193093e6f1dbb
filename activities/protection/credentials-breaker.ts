import { CallPostponed } from './call-postponed';

/**
 * How long no call is sent after the credentials were refused. The platform locks a key for five minutes after more than
 * five wrong tries in a row, for everyone who uses it (support.huaweicloud.com, "AK access failed to reach the limit").
 */
const LOCK_MS = 5 * 60_000;

/** Stops all calls of this worker process once the credentials were refused: another wrong try could lock the key. */
export class CredentialsBreaker {
  #openUntilMs = 0;
  #reason = '';

  constructor(
    private readonly nowMs: () => number,
    private readonly random: () => number,
  ) {}

  /** Whether calls are sent; a worker that is not is not ready. */
  get closed(): boolean {
    return this.nowMs() >= this.#openUntilMs;
  }

  /** @throws {CallPostponed} while no call is sent. */
  check(): void {
    if (this.closed) return;
    throw new CallPostponed(
      `it was not called: the credentials were refused (${this.#reason}), and another wrong try could lock the key for everyone; correct them and restart the worker, or it tries again by itself`,
      Math.round(LOCK_MS * (1 + this.random())),
      'Unauthorized',
    );
  }

  /** The credentials were refused with this code. */
  open(code: string): void {
    this.#reason = code;
    this.#openUntilMs = this.nowMs() + LOCK_MS;
  }
}
