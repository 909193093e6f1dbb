import { log, proxyLocalActivities } from '@temporalio/workflow';
import type { ExpressActivities } from '../../activities/express/wire';
import { EffectScopes } from './effect-scopes';

/** Has the server pause an express activity under way, and let it go on. What was wished last counts. */
export class ActivityPause {
  #wished = false;
  #done = false;
  #busy = false;
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(
    private readonly activityId: string,
    private readonly summary: string,
  ) {}

  set(paused: boolean): void {
    this.#wished = paused;
    if (this.#busy || this.#stopped) return;
    this.#busy = true;
    // One that is cancelled has to be told as well.
    const { promise, cancel } = new EffectScopes().run(() => this.#tell());
    this.#cancel = cancel;
    promise
      .catch((error: unknown) => {
        if (!this.#stopped) log.warn('The express activity was not paused', { error: String(error) });
      })
      .finally(() => {
        this.#busy = false;
      });
  }

  /** The activity has ended. */
  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  async #tell(): Promise<void> {
    while (this.#done !== this.#wished && !this.#stopped) {
      const paused = this.#wished;
      const { setActivityPause } = proxyLocalActivities<ExpressActivities>({
        startToCloseTimeout: '10s',
        summary: `${this.summary}: ${paused ? 'pause' : 'resume'}`,
      });
      await setActivityPause({ v: 1, activityId: this.activityId, paused });
      this.#done = paused;
    }
  }
}
