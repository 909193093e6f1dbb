import { setTimeout as sleep } from 'node:timers/promises';
import {
  FunctionGraphError,
  type FunctionInvoker,
  type Invocation,
} from 'temporal-functiongraph/functiongraph';
import type { InvokeOptions } from 'temporal-functiongraph/functiongraph';

type Handler = (event: never, call: { readonly options: InvokeOptions; readonly nth: number }) => unknown;

export interface FunctionCall {
  readonly fn: string;
  readonly event: unknown;
}

/** Functions in this process: an invoker of the test's own, which keeps what it was asked for. */
export class Functions implements FunctionInvoker {
  readonly calls: FunctionCall[] = [];

  constructor(private readonly handlers: Readonly<Record<string, Handler>>) {}

  async invoke(fn: string, event: unknown, options: InvokeOptions = {}): Promise<Invocation> {
    this.calls.push({ fn, event });
    const handler = this.handlers[fn];
    if (handler === undefined) throw new Error(`There is no function ${fn}.`);
    const output = await handler(event as never, { options, nth: this.of(fn).length });
    return { output };
  }

  /** Events of one function, in the order of its calls. */
  of(fn: string): unknown[] {
    return this.calls.filter((call) => call.fn === fn).map(({ event }) => event);
  }

  forget(): void {
    this.calls.length = 0;
  }
}

/** The function ran, and threw an error of this type. */
export function functionError(errorType: string, errorMessage = errorType): FunctionGraphError {
  return new FunctionGraphError(errorMessage, {
    code: '4002',
    executed: 'yes',
    transient: false,
    names: [errorType, '4002', 'FunctionGraph.FunctionError', 'States.TaskFailed', 'States.ALL'],
    functionError: { errorType, errorMessage },
  });
}

/** Waits for so long, or until the caller goes away: then nobody knows whether the function ran. */
export async function takesMs(ms: number, { signal }: InvokeOptions): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch {
    throw new FunctionGraphError('The call was aborted.', {
      code: 'ABORTED',
      executed: 'maybe',
      transient: true,
      names: ['FunctionGraph.OutcomeUnknown', 'States.TaskFailed', 'States.ALL'],
    });
  }
}
