/** An asynchronous invocation, with the field names of the API. */
export interface AsyncCall {
  readonly request_id: string;
  readonly functionName: string;
  status: 'WAIT' | 'RUNNING' | 'SUCCESS' | 'FAIL';
  error_code: number;
  error_message: string;
  readonly start_time: string;
  end_time: string;
  /** Ends it where it waits or runs. */
  readonly cancel: () => boolean;
}

const MAX_KEPT = 10_000;

/** The asynchronous invocations of this emulator, newest last; the oldest are forgotten first. */
export class AsyncCalls {
  private readonly calls = new Map<string, AsyncCall>();

  add(call: AsyncCall): void {
    this.calls.set(call.request_id, call);
    const oldest = this.calls.keys().next();
    if (this.calls.size > MAX_KEPT && !oldest.done) this.calls.delete(oldest.value);
  }

  get(requestId: string): AsyncCall | undefined {
    return this.calls.get(requestId);
  }

  of(functionName: string): AsyncCall[] {
    return [...this.calls.values()].filter((call) => call.functionName === functionName);
  }
}
