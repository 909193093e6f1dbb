/**
 * The engine's time. With a scale, a minute of the engine takes a minute divided by it: in waits, in retries and in time
 * limits alike.
 */
export class EngineClock {
  /**
   * @param startedMs the engine's and the outer time at the start of the first run
   * @param now the outer time, in milliseconds since the epoch
   */
  constructor(
    readonly startedMs: number,
    readonly scale: number,
    private readonly now: () => number,
  ) {}

  nowMs(): number {
    const nowMs = this.now();
    return this.scale === 1 ? nowMs : Math.round(this.startedMs + (nowMs - this.startedMs) * this.scale);
  }

  /** What a span of the engine's time takes in the outer. */
  real(ms: number): number {
    return this.scale === 1 ? ms : Math.ceil(ms / this.scale);
  }

  /** When, in the workflow's time, it was so late in the engine's. */
  dateMs(engineMs: number): number {
    return this.scale === 1
      ? engineMs
      : Math.round(this.startedMs + (engineMs - this.startedMs) / this.scale);
  }

  untilMs(engineMs: number): number {
    return this.real(engineMs - this.nowMs());
  }
}
