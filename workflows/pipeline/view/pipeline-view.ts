import type { PipelineCost, UnlistedStates } from '../../../asl/progress';

export type { PipelineCost, UnlistedStates };

/** Where a pipeline is: what its query `pipeline` answers. Fields are only ever added. All times are milliseconds since the epoch. */
export interface PipelineView {
  readonly name: string;
  readonly version?: string;
  readonly status: PipelineStatus;
  /** The whole pipeline runs in one activity: while it does, the rest is as old as its last heartbeat, about a second at most. */
  readonly mode?: 'express';
  readonly startedMs: number;
  readonly endedMs?: number;
  /** When `TimeoutSeconds` of the machine are over. */
  readonly deadlineMs?: number;
  /**
   * States in the order in which they were entered, behind each Parallel and Map what stands inside it: those under way,
   * and the last hundred that ended. What stands in the items of a Map is listed while it is under way (ten items of each
   * Map at most), and of what ended there only what failed (the last twenty; of a large Map one in each chunk of its
   * items).
   */
  readonly states: readonly StateView[];
  /** What ended and is not listed. */
  readonly unlisted: UnlistedStates;
  readonly cost: PipelineCost;
  /** Of a pipeline that failed. */
  readonly error?: string;
  readonly cause?: string;
  /** The end of the log of the function that failed last, where its task asks for logs. */
  readonly logs?: { readonly path: string; readonly text: string };
}

/** `CANCELLING`: the cancellation was asked for, and what catches it cleans up. */
export type PipelineStatus =
  | 'RUNNING'
  | 'PAUSED'
  | 'CANCELLING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMED_OUT'
  | 'ABORTED'
  | 'CANCELLED';

export interface StateView {
  readonly path: string;
  /** The state's type: `Task`, `Map`, … */
  readonly type: string;
  readonly status: StateStatus;
  /** States are numbered in the order in which they were entered; those in the items of a large Map within their chunk. */
  readonly entry: number;
  readonly enteredMs: number;
  readonly endedMs?: number;
  /** Tries so far, the first included. Of a call under way its activity may know of more. */
  readonly tries: number;
  /** Of a state that waits: until when at the longest. */
  readonly untilMs?: number;
  /** Of a Map. */
  readonly items?: ItemsView;
  /** The function, activity or workflow that a Task names. */
  readonly target?: string;
  /** What it failed with: in the end, or in the try before. */
  readonly error?: string;
  /** Its Cause, or the function's message in it; cut to 500 characters. */
  readonly cause?: string;
}

/** `callback`: the call was made, and its callback is waited for. `held`: the pipeline is paused. `caught`: it failed, and a Catch goes on. */
export type StateStatus =
  | 'running'
  | 'waiting'
  | 'callback'
  | 'retrying'
  | 'held'
  | 'succeeded'
  | 'caught'
  | 'failed'
  | 'cancelled';

/** `failed` are among those `done`. */
export interface ItemsView {
  readonly total: number;
  readonly running: number;
  readonly done: number;
  readonly failed: number;
}
