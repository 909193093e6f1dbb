import {
  FunctionGraphClient,
  type FunctionGraphClientOptions,
  type AsyncInvocation,
  type FunctionInvoker,
  type Invocation,
  type InvokeAsyncOptions,
  type InvokeOptions,
} from '../functiongraph';

/** A client that lives as long as something runs: closed after the last run, made anew when another run begins. */
export class OwnedClient implements FunctionInvoker {
  #client: FunctionGraphClient | undefined;
  #running = 0;
  readonly #options: FunctionGraphClientOptions;

  /** Makes the client at once, so that wrong options are refused here. */
  constructor(options: FunctionGraphClientOptions) {
    this.#options = options;
    this.#client = new FunctionGraphClient(options);
  }

  invoke(fn: string, event: unknown, options?: InvokeOptions): Promise<Invocation> {
    this.#client ??= new FunctionGraphClient(this.#options);
    return this.#client.invoke(fn, event, options);
  }

  invokeAsync(fn: string, event: unknown, options?: InvokeAsyncOptions): Promise<AsyncInvocation> {
    this.#client ??= new FunctionGraphClient(this.#options);
    return this.#client.invokeAsync(fn, event, options);
  }

  async during<T>(run: () => Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await run();
    } finally {
      this.#running -= 1;
      if (this.#running === 0) {
        const client = this.#client;
        this.#client = undefined;
        await client?.close();
      }
    }
  }
}
