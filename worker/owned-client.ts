import {
  FunctionGraphClient,
  type FunctionGraphClientOptions,
  type FunctionInvoker,
  type Invocation,
  type InvokeOptions,
} from '../functiongraph';

/** A client that lives as long as something runs: closed after the last run, made anew when another run begins. */
export class OwnedClient implements FunctionInvoker {
  private client: FunctionGraphClient | undefined;
  private running = 0;

  /** Makes the client at once, so that wrong options are refused here. */
  constructor(private readonly options: FunctionGraphClientOptions) {
    this.client = new FunctionGraphClient(options);
  }

  invoke(fn: string, event: unknown, options?: InvokeOptions): Promise<Invocation> {
    this.client ??= new FunctionGraphClient(this.options);
    return this.client.invoke(fn, event, options);
  }

  async during<T>(run: () => Promise<T>): Promise<T> {
    this.running += 1;
    try {
      return await run();
    } finally {
      this.running -= 1;
      if (this.running === 0) {
        const { client } = this;
        this.client = undefined;
        await client?.close();
      }
    }
  }
}
