import { CancellationScope, log, proxyLocalActivities } from '@temporalio/workflow';
import type { ExpressActivities } from '../../activities/express/wire';

/** Has the server pause an express activity under way, and let it go on. What was wished last counts. */
export class ActivityPause {
  #wished = false;
  #done = false;
  #busy = false;

  constructor(
    private readonly activityId: string,
    private readonly summary: string,
  ) {}

  set(paused: boolean): void {
    this.#wished = paused;
    if (this.#busy) return;
    this.#busy = true;
    // One that is cancelled has to be told as well.
    CancellationScope.nonCancellable(() => this.#tell())
      .catch((error: unknown) => log.warn('The express activity was not paused', { error: String(error) }))
      .finally(() => {
        this.#busy = false;
      });
  }

  async #tell(): Promise<void> {
    while (this.#done !== this.#wished) {
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
