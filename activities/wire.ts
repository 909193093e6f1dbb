/**
 * What crosses the wire between workflow and activity. It stays in histories and meets other versions of the worker:
 * fields are only ever added, defaults are not sent, and a worker refuses a version that it does not know (retryably,
 * so that a newer worker can take the task).
 */
import type { Executed, FunctionError } from '../functiongraph/function-graph-error';
import type { Delivery, RetryCounts, WireRetryRule } from '../retry/types';

export const INVOKE_ACTIVITY = 'invokeFunction';

export type { WireRetryRule };

export interface InvokeRequest {
  readonly v: 1;
  /** Name, short form or URN. */
  readonly fn: string;
  readonly event?: unknown;
  /** The user's rules; absent: only the defaults; `[]`: none at all. */
  readonly retry?: readonly WireRetryRule[];
  /**
   * Of a state machine's task: `unsent`, the default rule stands below `retry` for calls that surely did not run; `none`,
   * it does not. Absent: as `retry` says.
   */
  readonly defaults?: 'unsent' | 'none';
  /** Started, not waited for: the reply comes as soon as the platform has taken the call. */
  readonly async?: true;
  /** Of a task that waits for its callback: stands in the event, and is signed on its way out. */
  readonly token?: string;
  /** Absent: at-least-once. */
  readonly delivery?: Extract<Delivery, 'at-most-once'>;
  /** Time for one try. Absent: 90 s. */
  readonly timeoutMs?: number;
  /** Absent: abort. */
  readonly onCancel?: 'finish';
  readonly memoryMb?: number;
  /** The reply carries the end of the function's log. */
  readonly logs?: true;
  /** What an earlier activity of the same step left: see {@link InvokeLater}. */
  readonly resume?: Resume;
}

/** Where the step stands: an {@link InvokeLater} carries it to the next activity of the step. */
export interface Resume {
  readonly counts: RetryCounts;
  readonly tries: number;
  /** Whether an earlier try ran. Absent: no. */
  readonly executed?: Exclude<Executed, 'no'>;
}

export interface InvokeReply {
  readonly v: 1;
  readonly output: unknown;
  /** The platform's request id. */
  readonly id?: string;
  readonly ms?: number;
  readonly billedMs?: number;
  readonly mb?: number;
  readonly usedMb?: number;
  /** Absent: 1. */
  readonly tries?: number;
  /** Retries by rule, for a state machine that may find a problem in the output. Absent: none. */
  readonly counts?: RetryCounts;
  readonly logs?: string;
}

/**
 * The next try is due later, but not in this activity, because the wait is too long to sleep inside one that must not be
 * attempted twice, or because its worker stops: sleep, then schedule again with these fields as `resume`.
 */
export interface InvokeLater extends Resume {
  readonly v: 1;
  readonly retryAfterMs: number;
}

/** First detail of the `ApplicationFailure` of a step; `type` is `names[0]`. */
export interface FailureDetails {
  readonly code: string;
  /** Of all tries together: `no` only if none ran. */
  readonly executed: Executed;
  readonly transient: boolean;
  readonly names: readonly string[];
  readonly requestId?: string;
  readonly httpStatus?: number;
  readonly retryAfterMs?: number;
  readonly functionError?: FunctionError;
  /** What a state machine shows as Cause. Absent: JSON of these fields. */
  readonly causeText?: string;
  /** Cut to its last 4 KB. */
  readonly logs?: string;
  readonly ms?: number;
  readonly billedMs?: number;
  readonly mb?: number;
  readonly usedMb?: number;
  readonly tries: number;
}

export interface FunctionGraphActivities {
  invokeFunction(request: InvokeRequest): Promise<InvokeReply | InvokeLater>;
}
