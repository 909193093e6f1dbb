/**
 * Thrown when a call was not sent, to protect something shared: its turn did not come, or the credentials were refused
 * a moment ago. No rule counts it; the step is simply tried again after `delayMs`.
 */
export class CallPostponed extends Error {
  override readonly name = 'CallPostponed';
  constructor(
    message: string,
    readonly delayMs: number,
    /** The group of failures that it belongs to. */
    readonly group: 'Throttled' | 'Unauthorized',
  ) {
    super(message);
  }
}
