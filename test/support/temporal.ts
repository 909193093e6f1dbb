import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import {
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  makeTelemetryFilterString,
} from '@temporalio/worker';
import type { RuntimeOptions, WorkerOptions } from '@temporalio/worker';
import { workflowBundle } from './workflow-bundle';

export interface TestWorkerOptions extends Partial<WorkerOptions> {
  /** The workflows file (`require.resolve('./workflows')`); bundled once in a run. Default: the workflows of the package. */
  readonly workflows?: string;
}

export interface TestTemporal {
  readonly address: string;
  readonly connection: Connection;
  readonly nativeConnection: NativeConnection;
  readonly client: Client;
  /** Of this test file alone. */
  readonly taskQueue: string;
  /** Options for `client.workflow.start` and `execute`: this file's task queue and an id of its own. */
  run(): { taskQueue: string; workflowId: string };
  /** A worker of this file's task queue, for tests that start and stop it themselves. */
  createWorker(options: TestWorkerOptions): Promise<Worker>;
  /** Runs `body` while a worker serves this file's task queue; the worker has shut down when it resolves. */
  withWorker<T>(options: TestWorkerOptions, body: () => Promise<T>): Promise<T>;
}

/**
 * Connects the calling test file to the run's Temporal server, and disconnects after its last test. Call it at the top
 * of a file of test/e2e; what it returns is usable inside tests and hooks.
 */
export function useTemporal(runtimeOptions: RuntimeOptions = {}): TestTemporal {
  let connected: { connection: Connection; nativeConnection: NativeConnection; client: Client } | undefined;
  const taskQueue = `test-${randomUUID()}`;
  const address = process.env['TEST_TEMPORAL_ADDRESS'] ?? '';
  const ready = () => {
    if (connected === undefined) throw new Error('the Temporal server is reached in tests and hooks only');
    return connected;
  };

  beforeAll(async () => {
    const logging = { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) };
    Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging }, ...runtimeOptions });
    // What the server knows of a run's activities can be more than the 4 MiB that the client takes.
    const channelArgs = { 'grpc.max_receive_message_length': 128 * 1024 * 1024 };
    const connection = await Connection.connect({ address, channelArgs });
    const nativeConnection = await NativeConnection.connect({ address });
    connected = { connection, nativeConnection, client: new Client({ connection }) };
  });
  afterAll(async () => {
    await connected?.nativeConnection.close();
    await connected?.connection.close();
  });

  const createWorker = async ({ workflows, ...options }: TestWorkerOptions): Promise<Worker> =>
    Worker.create({
      connection: ready().nativeConnection,
      taskQueue,
      workflowBundle: await workflowBundle(workflows),
      ...options,
    });
  return {
    address,
    taskQueue,
    get connection() {
      return ready().connection;
    },
    get nativeConnection() {
      return ready().nativeConnection;
    },
    get client() {
      return ready().client;
    },
    run: () => ({ taskQueue, workflowId: `test-${randomUUID()}` }),
    createWorker,
    async withWorker(options, body) {
      const worker = await createWorker(options);
      return worker.runUntil(body);
    },
  };
}
