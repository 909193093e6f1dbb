import type { Info } from '@temporalio/activity';

/**
 * The attempt's and the activity's time. Measured from the start of the attempt by this process's own clock, and before
 * that between two times of the server's, so that clocks that differ do no harm.
 */
export class TimeLeft {
  private readonly startedMs = performance.now();
  private readonly attemptMs: number;
  private readonly activityMs: number;

  constructor(info: Info) {
    const { startToCloseTimeoutMs, scheduleToCloseTimeoutMs } = info;
    // What is left for telling the server: a second, or less where the whole attempt is short.
    this.attemptMs =
      startToCloseTimeoutMs > 0
        ? startToCloseTimeoutMs - Math.min(1000, startToCloseTimeoutMs / 10)
        : Infinity;
    const waitedMs = info.currentAttemptScheduledTimestampMs - info.scheduledTimestampMs;
    this.activityMs = scheduleToCloseTimeoutMs > 0 ? scheduleToCloseTimeoutMs - waitedMs : Infinity;
  }

  /** Until the step's deadline. */
  untilDeadlineMs(): number {
    return this.activityMs - this.elapsedMs();
  }

  /** Time for a try that starts now, at most what the call asks for. */
  forTryMs(timeoutMs: number): number {
    return Math.max(1, Math.floor(Math.min(timeoutMs, this.attemptMs - this.elapsedMs())));
  }

  /** Whether a try after the delay still has as much time in this attempt as it would have in a new one. */
  fitsTryAfter(delayMs: number, timeoutMs: number): boolean {
    return this.elapsedMs() + delayMs + Math.min(timeoutMs, this.attemptMs) <= this.attemptMs;
  }

  private elapsedMs(): number {
    return performance.now() - this.startedMs;
  }
}
