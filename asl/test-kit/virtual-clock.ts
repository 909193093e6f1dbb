import type { SleepOptions } from '../drive/effects';

interface Timer {
  readonly atMs: number;
  readonly limits: number;
  readonly order: number;
  fire(): void;
}

/** Where two timers end at the same time: what limits something comes after what it limits. */
const LIMITS: Record<SleepOptions['why'], number> = { state: 0, retry: 0, timeout: 1, 'machine-timeout': 2 };

/** Lets everything that is ready run first. Taken when the module loads, so that fake timers of a test do not stop it. */
const later = globalThis.setImmediate;

/**
 * Time that passes only when nothing else can happen: it jumps to the next thing that is waited for. Things of the same
 * time happen one after the other, in the order in which they were begun, and a limit that ends with what it limits loses.
 */
export class VirtualClock {
  #nowMs: number;
  #order = 0;
  #held = 0;
  #released: () => void = () => undefined;
  readonly #timers: Timer[] = [];

  /** @param startMs milliseconds since the epoch */
  constructor(startMs = 0) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  sleep(ms: number, { signal, why }: Partial<SleepOptions> = {}): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return;
      this.#order += 1;
      const timer: Timer = {
        atMs: this.#nowMs + Math.max(0, ms),
        limits: LIMITS[why ?? 'state'],
        order: this.#order,
        fire: () => {
          signal?.removeEventListener('abort', end);
          resolve();
        },
      };
      const end = (): void => this.#remove(timer);
      this.#insert(timer);
      signal?.addEventListener('abort', end, { once: true });
    });
  }

  /** Time stands still until `work` has settled: for what really takes its time. */
  async hold<T>(work: Promise<T>): Promise<T> {
    this.#held += 1;
    try {
      return await work;
    } finally {
      this.#held -= 1;
      this.#released();
    }
  }

  /**
   * Lets time pass until `work` has settled, and says what became of it.
   *
   * @throws {WaitsForeverError} where `work` waits for something that no timer brings
   */
  async run<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const end = () => {
      settled = true;
      this.#released();
    };
    work.then(end, end);
    for (;;) {
      await this.settle(() => settled);
      if (settled) return work;
      const [next] = this.#timers;
      if (!next) throw new WaitsForeverError();
      this.#fire(next);
    }
  }

  /** Lets so much time pass, and all that happens in it. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      await this.settle();
      const [next] = this.#timers;
      if (!next || next.atMs > untilMs) break;
      this.#fire(next);
    }
    this.#nowMs = untilMs;
  }

  /** Lets everything happen that takes no time. */
  async settle(enough: () => boolean = () => false): Promise<void> {
    for (;;) {
      await new Promise<void>((resolve) => later(resolve));
      if (this.#held === 0 || enough()) return;
      await new Promise<void>((resolve) => {
        this.#released = resolve;
      });
    }
  }

  #fire(timer: Timer): void {
    this.#remove(timer);
    this.#nowMs = Math.max(this.#nowMs, timer.atMs);
    timer.fire();
  }

  #insert(timer: Timer): void {
    const index = this.#timers.findLastIndex((other) => compare(other, timer) < 0);
    this.#timers.splice(index + 1, 0, timer);
  }

  #remove(timer: Timer): void {
    const index = this.#timers.indexOf(timer);
    if (index >= 0) this.#timers.splice(index, 1);
  }
}

/** Nothing will ever happen any more, and yet something is waited for. */
export class WaitsForeverError extends Error {
  override readonly name = 'WaitsForeverError';

  constructor() {
    super('The run waits for ever: no time limit, wait or reply is left that could end what it waits for.');
  }
}

function compare(a: Timer, b: Timer): number {
  return a.atMs - b.atMs || a.limits - b.limits || a.order - b.order;
}
