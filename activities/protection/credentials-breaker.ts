import { formatMs } from '../../retry';
import { CallPostponed } from './call-postponed';

/**
 * How long no call is sent after the credentials were refused. The platform locks a key for five minutes after more than
 * five wrong tries in a row, for everyone who uses it (support.huaweicloud.com, "AK access failed to reach the limit").
 */
const LOCK_MS = 5 * 60_000;

/** While one call tries the credentials again, the others look in at most this much later, and half as much at least. */
const TRIAL_MS = 10_000;

/**
 * Stops all calls of this worker process once the credentials were refused: another wrong try could lock the key. After
 * the pause a single call tries them again; only when it was let in do the others follow.
 */
export class CredentialsBreaker {
  #openUntilMs = 0;
  #refusedWith: string | undefined;
  #trial = false;

  constructor(
    private readonly nowMs: () => number,
    private readonly random: () => number,
  ) {}

  /** Why no call is sent, for a person; a worker that has such a reason is not ready. */
  get reason(): string | undefined {
    const leftMs = this.#openUntilMs - this.nowMs();
    if (leftMs <= 0) return undefined;
    return `the credentials were refused (${this.#refusedWith}); no call is sent for another ${formatMs(leftMs)}`;
  }

  /** @throws {CallPostponed} while no call is sent. */
  check(): void {
    if (this.#refusedWith === undefined) return;
    if (this.nowMs() < this.#openUntilMs) throw this.#postponed(LOCK_MS * (1 + this.random()));
    if (this.#trial) throw this.#postponed((TRIAL_MS * (1 + this.random())) / 2);
  }

  /**
   * A call is about to be sent.
   * @returns whether it is the one that tries the credentials again: tell {@link endTrial} how it ended.
   * @throws {CallPostponed} as {@link check} does.
   */
  enter(): boolean {
    this.check();
    this.#trial = this.#refusedWith !== undefined;
    return this.#trial;
  }

  /** @param letIn whether an answer shows that the credentials were accepted */
  endTrial(letIn: boolean): void {
    this.#trial = false;
    if (letIn) this.#refusedWith = undefined;
  }

  /** The credentials were refused with this code. */
  open(code: string): void {
    this.#trial = false;
    this.#refusedWith = code;
    this.#openUntilMs = this.nowMs() + LOCK_MS;
  }

  #postponed(delayMs: number): CallPostponed {
    return new CallPostponed(
      `it was not called: the credentials were refused (${this.#refusedWith}), and another wrong try could lock the key for everyone; correct them and restart the worker, or it tries again by itself`,
      Math.round(delayMs),
      'Unauthorized',
    );
  }
}
