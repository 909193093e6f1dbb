import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { type ActivitiesOptions, createActivities } from '#dist/activities/index';
import { type DevServer, startDevServer } from '#dist/dev-server/index';
import type { FunctionInvoker } from 'temporal-functiongraph/functiongraph';
import { useTemporal } from '../../support/temporal';
import { workflowBundle } from '../../support/workflow-bundle';

/** Length of a history from which on the server suggests to continue as new. */
export const SHORT_HISTORY = 60;

export interface Place {
  readonly taskQueue: string;
  readonly workflowId: string;
}

export interface ShortHistories {
  readonly client: Client;
  /** A task queue and a workflow id that nothing else has. */
  place(): Place;
  /** Runs `body` while a worker serves the place. */
  during<T>(place: Place, body: () => Promise<T>): Promise<T>;
  withWorker<T>(body: (place: Place) => Promise<T>): Promise<T>;
  /** How many runs follow each other under a workflow id. */
  runsOf(handle: WorkflowHandle): Promise<number>;
}

/** A server of the file's own, which suggests very early to continue as new. */
export function useShortHistories(
  functions: FunctionInvoker,
  options: ActivitiesOptions = {},
): ShortHistories {
  // The runtime's settings.
  useTemporal();
  let server: DevServer;
  let connection: Connection;
  let nativeConnection: NativeConnection;
  let client: Client;
  let places = 0;
  beforeAll(async () => {
    server = await startDevServer({
      settings: {
        'limit.historyCount.suggestContinueAsNew': SHORT_HISTORY,
        // A run that continues as new waits for a second otherwise.
        'history.workflowIdReuseMinimalInterval': '10ms',
      },
    });
    connection = await Connection.connect({ address: server.address });
    nativeConnection = await NativeConnection.connect({ address: server.address });
    client = new Client({ connection });
  });
  // Whoever still serves a place when its test has failed.
  const serving = new Map<Worker, Promise<unknown>>();
  afterAll(async () => {
    for (const worker of serving.keys()) worker.shutdown();
    await Promise.allSettled(serving.values());
    await nativeConnection?.close();
    await connection?.close();
    await server?.close();
  });
  const place = (): Place => ({ taskQueue: `queue-${++places}`, workflowId: `run-${places}` });
  const during = async <T>({ taskQueue }: Place, body: () => Promise<T>): Promise<T> => {
    const worker = await Worker.create({
      connection: nativeConnection,
      taskQueue,
      workflowBundle: await workflowBundle(undefined),
      activities: createActivities(functions, {
        callbackKeys: ['a-key-of-these-tests-0123456789abcdef'],
        ...options,
      }),
    });
    const ran = worker.runUntil(body);
    serving.set(worker, ran);
    return ran.finally(() => serving.delete(worker));
  };
  return {
    get client() {
      return client;
    },
    place,
    during,
    withWorker: (body) => {
      const at = place();
      return during(at, () => body(at));
    },
    async runsOf({ workflowId }) {
      let runs = 0;
      for await (const _ of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) runs++;
      return runs;
    },
  };
}
