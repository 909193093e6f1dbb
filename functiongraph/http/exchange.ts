import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

/** An answer whose head arrived. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Why the body is not whole; absent: it is. */
  readonly incomplete?: 'timeout' | 'too-large' | 'lost';
  readonly error?: Error;
}

/** No head arrived. */
export interface NoAnswer {
  /** A connection was there and the request was written to it: the server may have it. */
  readonly sent: boolean;
  readonly timedOut: boolean;
  readonly error?: Error;
}

export interface ExchangeLimits {
  /** For everything, from now on: waiting for a connection, sending, and the last byte of the answer. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** The most bytes of a body worth reading, given the head. */
  readonly maxBytes: (headers: IncomingHttpHeaders) => number;
}

/**
 * One request and its answer, bounded in time and size. Sends once: nothing here repeats a request.
 * @returns what happened; rejects only with the reason of the signal.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  limits: ExchangeLimits,
): Promise<Answer | NoAnswer> {
  return new Promise((resolve, reject) => {
    const handler = new ExchangeHandler(limits, resolve, reject);
    if (handler.settled) return;
    try {
      dispatcher.dispatch(request, handler);
    } catch (error) {
      handler.onResponseError(undefined, error as Error);
    }
  });
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
  settled = false;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders | undefined;
  #maxBytes = 0;
  #bytes = 0;
  readonly #chunks: Buffer[] = [];
  readonly #limits: ExchangeLimits;
  readonly #timer: NodeJS.Timeout;
  readonly #resolve: (outcome: Answer | NoAnswer) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #onAbort = () => this.#cancel(this.#limits.signal?.reason);

  constructor(
    limits: ExchangeLimits,
    resolve: (outcome: Answer | NoAnswer) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#limits = limits;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(() => this.#stop('timeout'), limits.timeoutMs);
    if (limits.signal?.aborted) this.#onAbort();
    else limits.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** Called when a connection is there, before the first byte is written. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.settled) controller.abort(new Error('The call ended before it was sent.'));
    else this.#controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200 || this.settled) return;
    this.#status = status;
    this.#headers = headers;
    this.#maxBytes = this.#limits.maxBytes(headers);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.settled) return;
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) this.#stop('too-large');
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#headers) this.#settle(this.#answer(this.#headers));
  }

  onResponseError(_: Dispatcher.DispatchController | undefined, error: Error & { data?: unknown }): void {
    // The bytes that undici could not parse: an echo of the request, perhaps.
    delete error.data;
    if (this.#headers) this.#settle({ ...this.#answer(this.#headers), incomplete: 'lost', error });
    else this.#settle({ sent: this.#controller !== undefined, timedOut: false, error });
  }

  #answer(headers: IncomingHttpHeaders): Answer {
    const [first] = this.#chunks;
    const body = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    return { status: this.#status, headers, body };
  }

  /** Gives the exchange up and tears its connection down. */
  #stop(incomplete: 'timeout' | 'too-large'): void {
    const sent = this.#controller !== undefined;
    this.#settle(
      this.#headers
        ? { ...this.#answer(this.#headers), incomplete }
        : { sent, timedOut: incomplete === 'timeout' },
    );
    this.#controller?.abort(new Error(incomplete));
  }

  #cancel(reason: unknown): void {
    if (this.settled) return;
    this.#finish();
    this.#reject(reason);
    this.#controller?.abort(new Error('aborted'));
  }

  #settle(outcome: Answer | NoAnswer): void {
    if (this.settled) return;
    this.#finish();
    this.#resolve(outcome);
  }

  #finish(): void {
    this.settled = true;
    clearTimeout(this.#timer);
    this.#limits.signal?.removeEventListener('abort', this.#onAbort);
  }
}
