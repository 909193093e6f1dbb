/** A try that failed and is followed by another, as the worker logs it. */
export interface RetryNote {
  readonly workflowId: string;
  /** Path of the step. */
  readonly activityId: string;
  readonly code: string;
  /** The most specific name of the failure. */
  readonly outcome: string;
  /** Tries so far. */
  readonly tries: number;
  readonly delayMs: number;
}
