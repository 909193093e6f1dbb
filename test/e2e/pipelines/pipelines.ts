import type { WorkflowHandle } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import { FunctionGraphPlugin, type FunctionGraphPluginOptions } from 'temporal-functiongraph';
import { type TestTemporal, type TestWorkerOptions, useTemporal } from '../../support/temporal';

export interface Pipelines {
  readonly temporal: TestTemporal;
  start(definition: object, input?: unknown, more?: object): Promise<WorkflowHandle>;
  /** The output of a run. */
  run(definition: object, input?: unknown, more?: object): Promise<unknown>;
  /** What a run failed with. */
  fails(definition: object, input?: unknown, more?: object): Promise<{ type: string; message: string }>;
}

/** Pipelines on a worker of the test file's own, with functions that a test plays. */
export function usePipelines(
  options: Partial<FunctionGraphPluginOptions> = {},
  worker: TestWorkerOptions = {},
): Pipelines {
  let running: Worker | undefined;
  let ended: Promise<void> | undefined;
  // Before the connection is closed.
  afterAll(async () => {
    running?.shutdown();
    await ended;
  });
  const temporal = useTemporal();
  beforeAll(async () => {
    const client = { invoke: async (fn: string, event: unknown) => ({ output: { fn, event } }) };
    running = await temporal.createWorker({
      ...worker,
      plugins: [new FunctionGraphPlugin({ client, ...options })],
    });
    ended = running.run();
  });
  const start = (definition: object, input: unknown = {}, more: object = {}): Promise<WorkflowHandle> =>
    temporal.client.workflow.start('runPipeline', {
      ...temporal.run(),
      args: [{ definition, input, ...more }],
    });
  return {
    temporal,
    start,
    run: async (...args) => (await start(...args)).result() as Promise<unknown>,
    fails: async (...args) => {
      const handle = await start(...args);
      const error = await handle.result().then(
        (output: unknown) => new Error(`it came to ${JSON.stringify(output)}`),
        (reason: Error) => reason.cause as Error & { type?: string },
      );
      return { type: ('type' in error && error.type) || error.name, message: error.message };
    },
  };
}

/** A machine of one state. */
export function only(state: object): object {
  return { StartAt: 'Only', States: { Only: { ...state, End: true } } };
}
