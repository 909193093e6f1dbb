import type { Context } from '@temporalio/activity';
import { FunctionGraphError } from '../functiongraph/function-graph-error';
import type { FunctionInvoker, Invocation, InvokeOptions } from '../functiongraph/invocation';
import { asCallFailure, lostCall, refusedCall, type CallFailure } from './call-failure';
import type { PlannedCall } from './planned-call';
import { cutsCall, stopOf } from './stop';

export type TryOutcome =
  | { readonly invocation: Invocation }
  /** `cut`: we aborted it, so that nothing is known of its outcome. */
  | { readonly failure: CallFailure; readonly cut: boolean };

/** Sends the call once, and aborts it where the attempt has to end without it. */
export async function tryOnce(
  client: FunctionInvoker,
  call: PlannedCall,
  context: Context,
  timeoutMs: number,
): Promise<TryOutcome> {
  const abort = new AbortController();
  const stopping = context.cancellationSignal;
  const onStop = (): void => {
    const stop = stopOf(context);
    if (stop !== undefined && cutsCall(stop, call)) abort.abort(stopping.reason);
  };
  stopping.addEventListener('abort', onStop, { once: true });
  try {
    return await sendOnce(client, call, abort.signal, timeoutMs);
  } finally {
    stopping.removeEventListener('abort', onStop);
  }
}

/** Sends the call once, and aborts it with the signal. */
export async function sendOnce(
  client: FunctionInvoker,
  call: PlannedCall,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<TryOutcome> {
  try {
    return { invocation: await send(client, call, invokeOptions(call, signal, timeoutMs)) };
  } catch (error) {
    const failure = asCallFailure(error);
    const cut = signal.aborted && failure.executed === 'maybe';
    return {
      failure: cut ? lostCall('the call was aborted; whether the function ran is unknown') : failure,
      cut,
    };
  }
}

async function send(
  client: FunctionInvoker,
  { fn, label, event, async }: PlannedCall,
  options: InvokeOptions,
): Promise<Invocation> {
  if (!async) return client.invoke(fn, event, options);
  if (client.invokeAsync === undefined) throw noAsyncCalls(label);
  const { requestId } = await client.invokeAsync(fn, event, options);
  return { output: { requestId }, requestId };
}

function noAsyncCalls(label: string): Error {
  const message = `${label}: nothing was sent: this worker's client has no invokeAsync, which 'functiongraph:invokeAsync' needs`;
  return new FunctionGraphError(message, refusedCall('NO_ASYNC_CALLS', message));
}

function invokeOptions(call: PlannedCall, signal: AbortSignal, timeoutMs: number): InvokeOptions {
  return {
    signal,
    timeoutMs,
    ...(call.logs && { logs: true }),
    ...(call.memoryMb !== undefined && { memoryMb: call.memoryMb }),
  };
}
