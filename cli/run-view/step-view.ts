/** One step of a run as a person follows it. */
export interface StepView {
  /** The step's path; for an activity that is none of ours, its type. */
  readonly path: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly startedMs: number;
  readonly endedMs?: number;
  /** Calls of the function so far. */
  readonly tries?: number;
  readonly billedMs?: number;
  readonly memoryMb?: number;
  readonly requestId?: string;
  /** What it failed with: the most specific name, and the message. */
  readonly problem?: { readonly name: string; readonly message: string };
}

/** What FunctionGraph bills for: memory times billed time. */
export function gbSeconds(steps: Iterable<StepView>): number {
  let sum = 0;
  for (const { billedMs = 0, memoryMb = 0 } of steps) sum += (billedMs / 1000) * (memoryMb / 1024);
  return sum;
}
