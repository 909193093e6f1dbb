/** What the platform measured of one call (`X-Cff-Invoke-Summary`). */
export interface InvocationSummary {
  readonly durationMs: number;
  readonly billedDurationMs: number;
  /** Memory the instance had, in MB. */
  readonly memoryMb: number;
  /** Most memory the call used, in MB. */
  readonly memoryUsedMb: number;
}

/** One finished call of a function. */
export interface Invocation {
  /** The function's return value, decoded from JSON; `null` for an empty body. */
  readonly output: unknown;
  /** `X-Cff-Request-Id`: the id that the function's own log carries. */
  readonly requestId?: string;
  readonly summary?: InvocationSummary;
  /** The end of the function's log, where it was asked for. */
  readonly logs?: string;
}

export interface InvokeOptions {
  /** Ends the HTTP request; the function itself may go on running. */
  readonly signal?: AbortSignal;
  /** Time for the whole call in milliseconds; default: the client's `timeoutMs`. */
  readonly timeoutMs?: number;
  /** Ask for the end of the function's log (at most 4 KB). Default false. */
  readonly logs?: boolean;
  /** `X-Cff-Instance-Memory` in MB, for functions with dynamic memory. */
  readonly memoryMb?: number;
}

/** What `activities/` needs of a client; {@link FunctionGraphClient} is the one that ships. */
export interface FunctionInvoker {
  invoke(fn: string, event: unknown, options?: InvokeOptions): Promise<Invocation>;
  /** For `functiongraph:invokeAsync`. Absent: such a task is refused before anything is sent. */
  invokeAsync?(fn: string, event: unknown, options?: InvokeAsyncOptions): Promise<AsyncInvocation>;
}

/** An asynchronous call that the platform took. */
export interface AsyncInvocation {
  readonly requestId: string;
}

export type InvokeAsyncOptions = Pick<InvokeOptions, 'signal' | 'timeoutMs' | 'memoryMb'>;
