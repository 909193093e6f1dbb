/**
 * The engine's time. With a scale, a minute of the engine takes a minute divided by it: in waits, in retries and in time
 * limits alike.
 */
export class EngineClock {
  /** @param startedMs the engine's and the workflow's time at the start of the first run */
  constructor(
    readonly startedMs: number,
    readonly scale: number,
  ) {}

  nowMs(): number {
    return this.scale === 1
      ? Date.now()
      : Math.round(this.startedMs + (Date.now() - this.startedMs) * this.scale);
  }

  /** What a span of the engine's time takes in the workflow's. */
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
