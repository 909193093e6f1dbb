import type { Context } from '@temporalio/activity';

const FIRST_AFTER_MS = 1000;
/** Often, so that cancellation comes quickly where the worker lets heartbeats through; the SDK throttles what is too much. */
const EVERY_MS = 2000;

/**
 * `cancelled`, `stopping` (paused or reset): the signal follows. `unsure`: not ours any more, or the server did not answer.
 */
export type Acknowledgement = 'ours' | 'cancelled' | 'stopping' | 'unsure';

/**
 * Keeps the server informed: plain heartbeats from one second on (a quick call costs none), which also bring cancellation;
 * acknowledged ones where the next step depends on it. Every heartbeat carries the latest progress, which is not to be changed
 * in place.
 */
export class Heartbeats<Progress> {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly context: Context,
    private progress: Progress,
  ) {
    // A local activity has no heartbeats.
    if (!context.info.isLocal) this.timer = setTimeout(this.tick, Math.min(FIRST_AFTER_MS, this.everyMs()));
  }

  /** The progress that survives if the attempt ends now: the SDK sends it along with a failure. */
  leave(progress: Progress): void {
    this.progress = progress;
    if (!this.context.info.isLocal) this.context.heartbeat(progress);
  }

  /** Writes the progress past the SDK's throttle, and learns whether the attempt is still ours. */
  async acknowledge(progress: Progress): Promise<Acknowledgement> {
    if (this.context.info.isLocal) return 'ours';
    // Also by the SDK: else an older heartbeat that it still holds back would overwrite this one.
    this.leave(progress);
    try {
      await this.context.client.activity.heartbeat(this.context.info.taskToken, progress);
      return 'ours';
    } catch (error) {
      const { name } = error as { name?: string };
      return ACKNOWLEDGEMENTS[name ?? ''] ?? 'unsure';
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private readonly tick = (): void => {
    this.context.heartbeat(this.progress);
    this.timer = setTimeout(this.tick, this.everyMs());
  };

  private everyMs(): number {
    const timeoutMs = this.context.info.heartbeatTimeoutMs ?? 0;
    return timeoutMs > 0 ? Math.min(timeoutMs / 2, EVERY_MS) : EVERY_MS;
  }
}

const ACKNOWLEDGEMENTS: Readonly<Record<string, Acknowledgement>> = {
  ActivityCancelledError: 'cancelled',
  ActivityPausedError: 'stopping',
  ActivityResetError: 'stopping',
};
