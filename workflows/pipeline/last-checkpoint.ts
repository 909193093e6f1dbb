import { CancellationScope, log, proxyLocalActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { Checkpoint, ExpressActivities } from '../../activities/express/wire';

/** An answer has 128 KiB at most where there is more than one: few, beside all else that a workflow task may send (`TaskRoom`). */
const ANSWERS_AT_A_TIME = 3;

/**
 * Where the express activities of a run stood in their last heartbeats. The server forgets the heartbeats of an activity
 * without an attempt under way once its cancellation is asked for, so this is asked first.
 */
export class LastCheckpoints {
  #historyLength = 0;
  #asked = 0;
  #turn: Promise<void> = Promise.resolve();

  /** `undefined`: that is not known. Not ended by a cancellation. */
  of(activityId: string, summary: string): Promise<Checkpoint | undefined> {
    return CancellationScope.nonCancellable(() => this.#ask(activityId, summary));
  }

  async #ask(activityId: string, summary: string): Promise<Checkpoint | undefined> {
    const { lastCheckpoint } = proxyLocalActivities<ExpressActivities>({
      scheduleToCloseTimeout: '3s',
      retry: { nonRetryableErrorTypes: ['NotFoundError'] },
      summary: `${summary}: last checkpoint`,
    });
    this.#turn = this.#turn.then(() => this.#takeTurn());
    await this.#turn;
    try {
      return (await lastCheckpoint({ v: 1, activityId })) ?? undefined;
    } catch (error) {
      log.warn('The last checkpoint of a cancelled express activity is not known', { error: String(error) });
      return undefined;
    }
  }

  /** All answers of a workflow task go to the server in one message. */
  async #takeTurn(): Promise<void> {
    if (this.#asked === ANSWERS_AT_A_TIME && workflowInfo().historyLength === this.#historyLength)
      await sleep(1, { summary: 'the rest, in another workflow task' });
    const { historyLength } = workflowInfo();
    if (historyLength !== this.#historyLength) {
      this.#historyLength = historyLength;
      this.#asked = 0;
    }
    this.#asked += 1;
  }
}
