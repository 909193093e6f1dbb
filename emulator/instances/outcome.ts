/** How a call of a function ended. */
export interface Outcome {
  /** Kernel status; 0 for a result. */
  readonly code: number;
  /** The return value's bytes, or what is known of the failure: an envelope or a line of text. */
  readonly body: Buffer;
  readonly durationMs: number;
  readonly memoryUsedMb: number;
}

export const TIMED_OUT = 4010;
export const INITIALIZATION_TIMED_OUT = 4211;
export const PROCESS_EXITED = 4204;
export const OUT_OF_MEMORY = 4205;
export const CANCELED = 4208;

/** A failure that the platform found, not the function's own code. */
export function platformFailure(code: number, message: string, durationMs: number): Outcome {
  return { code, body: Buffer.from(message), durationMs, memoryUsedMb: 0 };
}
