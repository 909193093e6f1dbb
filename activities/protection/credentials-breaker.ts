import { formatMs } from '../../retry';
import { CallPostponed } from './call-postponed';

/**
 * How long no call is sent after the credentials were refused. The platform locks a key for five minutes after more than
 * five wrong tries in a row, for everyone who uses it (support.huaweicloud.com, "AK access failed to reach the limit").
 */
const LOCK_MS = 5 * 60_000;

/** While one call tries the credentials again, the others look in at most this much later, and half as much at least. */
const TRIAL_MS = 10_000;

/** A gateway refuses at once: a call that has run so long with new credentials was let in. */
const LET_IN_AFTER_MS = 2000;

/** The call that tries the credentials, while the others wait for it. */
class Trial {
  readonly ended: Promise<void>;
  /** Lets the others go on. */
  declare end: () => void;

  constructor(
    /** It tries credentials that nobody has tried yet. */
    readonly ofNewOnes: boolean,
    readonly beganMs: number,
  ) {
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
  }
}

/**
 * Stops all calls of this worker process once the credentials were refused: another wrong try could lock the key. After
 * the pause, or at once where there are new ones, a single call tries them; only when it was let in do the others follow.
 */
export class CredentialsBreaker {
  #openUntilMs = 0;
  #refusedWith: string | undefined;
  #trial: Trial | undefined;
  #newOnes = false;

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
    if (this.#trial === undefined) return;
    if (this.#trial.ofNewOnes && this.nowMs() - this.#trial.beganMs >= LET_IN_AFTER_MS) this.endTrial(true);
    else throw this.#postponed((TRIAL_MS * (1 + this.random())) / 2);
  }

  /** Resolves when the call that tries the credentials has ended; `undefined` while none does. */
  get trialEnded(): Promise<void> | undefined {
    return this.#trial?.ended;
  }

  /**
   * A call is about to be sent.
   * @returns whether it is the one that tries the credentials again: tell {@link endTrial} how it ended.
   * @throws {CallPostponed} as {@link check} does.
   */
  enter(): boolean {
    this.check();
    if (this.#refusedWith === undefined) return false;
    this.#trial = new Trial(this.#newOnes, this.nowMs());
    return true;
  }

  /** @param letIn whether an answer shows that the credentials were accepted */
  endTrial(letIn: boolean): void {
    if (letIn) {
      this.#refusedWith = undefined;
      this.#newOnes = false;
    }
    this.#endTrial();
  }

  /**
   * The credentials were refused with this code. No call is sent for a while, unless others are there now: then a single
   * call tries these first.
   */
  refused(
    code: string,
    { isTrial, renewed }: { readonly isTrial: boolean; readonly renewed: boolean },
  ): void {
    const triedNewOnes = isTrial && this.#trial?.ofNewOnes === true;
    if (renewed && !triedNewOnes) {
      this.#refusedWith ??= code;
      if (this.nowMs() >= this.#openUntilMs) this.#newOnes = true;
    } else {
      this.#refusedWith = code;
      this.#openUntilMs = this.nowMs() + LOCK_MS;
      this.#newOnes = false;
    }
    if (isTrial) this.#endTrial();
  }

  #endTrial(): void {
    const trial = this.#trial;
    this.#trial = undefined;
    trial?.end();
  }

  #postponed(delayMs: number): CallPostponed {
    return new CallPostponed(
      `it was not called: the credentials were refused (${this.#refusedWith}), and another wrong try could lock the key for everyone; correct them and restart the worker, or it tries again by itself`,
      Math.round(delayMs),
      'Unauthorized',
    );
  }
}
