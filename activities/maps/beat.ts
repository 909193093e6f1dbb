import type { Context } from '@temporalio/activity';

const EVERY_MS = 2000;

/** Tells the server that a long reading goes on, which also brings cancellation. The details are the items so far. */
export class Beat {
  readonly #timer: NodeJS.Timeout | undefined;
  #items = 0;

  constructor(context: Context) {
    // A local activity has no heartbeats.
    if (context.info.isLocal) return;
    const timeoutMs = context.info.heartbeatTimeoutMs ?? 0;
    const everyMs = timeoutMs > 0 ? Math.min(timeoutMs / 2, EVERY_MS) : EVERY_MS;
    this.#timer = setInterval(() => context.heartbeat({ items: this.#items }), everyMs);
  }

  count(): void {
    this.#items += 1;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
