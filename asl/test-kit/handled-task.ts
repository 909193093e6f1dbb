import type { JsonValue } from '../language/json';

/** A task that waits for the test to end it. */
export interface HandledTask {
  readonly path: string;
  readonly input: JsonValue;
  readonly token?: string;
  succeed(output: JsonValue): void;
  fail(error: string | null, cause?: JsonValue): void;
  heartbeat(): void;
}
