import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { FunctionGraphPlugin } from 'temporal-functiongraph';
import { temporalFromEnvironment } from '../../dev-server';
import { cloudFunctionGraph, type FunctionGraph, localFunctionGraph } from './function-graph';
import type { RetryNote } from './retry-note';

export interface DemoOptions {
  /** Folder with the workflows and the functions. */
  readonly folder: string;
  readonly cloud: boolean;
  /** Is told what is being done. */
  readonly say: (line: string) => void;
  /** Is told about each try that failed and is followed by another. */
  readonly onRetry: (note: RetryNote) => void;
}

export interface Demo {
  readonly client: Client;
  readonly taskQueue: string;
  /** Temporal's web UI, where we started the server. */
  readonly uiUrl?: string;
  close(): Promise<void>;
}

/** Starts what a run needs, in this order: functions, Temporal, worker. What was started is ended again where a later part fails. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    return { ...(await start(options, (closer) => closers.push(closer))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  { folder, cloud, say, onRetry }: DemoOptions,
  onClose: (closer: () => Promise<unknown>) => void,
): Promise<Omit<Demo, 'close'>> {
  const functionGraph: FunctionGraph = cloud ? cloudFunctionGraph() : await localFunctionGraph(folder);
  onClose(() => functionGraph.close());
  say(`FunctionGraph  ${functionGraph.place}`);

  const temporal = await temporalFromEnvironment({
    ui: true,
    report: (line) => say(`Temporal       ${line}`),
  });
  onClose(() => temporal.close());
  const { namespace = 'default', connectionOptions } = process.env['TEMPORAL_ADDRESS']
    ? loadClientConnectConfig()
    : { connectionOptions: { address: temporal.address } };
  const connection = await Connection.connect(connectionOptions);
  onClose(() => connection.close());
  installRuntime(onRetry);
  onClose(() => Runtime.instance().shutdown());
  const workerConnection = await NativeConnection.connect(connectionOptions);
  onClose(() => workerConnection.close());

  say('Worker         bundles the workflow code');
  const taskQueue = `order-fulfilment-${randomUUID().slice(0, 8)}`;
  const worker = await Worker.create({
    connection: workerConnection,
    namespace,
    taskQueue,
    workflowsPath: join(folder, 'workflows.ts'),
    plugins: [new FunctionGraphPlugin(functionGraph.plugin)],
  });
  const running = worker.run();
  onClose(() => {
    worker.shutdown();
    return running;
  });
  say(`Worker         polls task queue ${taskQueue}`);
  const client = new Client({ connection, namespace });
  return { client, taskQueue, ...(temporal.uiUrl !== undefined && { uiUrl: temporal.uiUrl }) };
}

/** The log of the worker, of which this demo shows only what it waits for and what is an error. */
function installRuntime(onRetry: (note: RetryNote) => void): void {
  const logger = new DefaultLogger('WARN', ({ level, message, meta = {} }) => {
    const { activityId, workflowId, code, outcome, tries, delayMs } = meta as Partial<RetryNote>;
    if (activityId !== undefined && workflowId !== undefined && delayMs !== undefined) {
      onRetry({
        activityId,
        workflowId,
        code: code ?? '',
        outcome: outcome ?? '',
        tries: tries ?? 0,
        delayMs,
      });
    } else if (level === 'ERROR') {
      process.stderr.write(`${level} ${message} ${JSON.stringify(meta)}\n`);
    }
  });
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  // Ctrl-C is the demo's own business.
  const shutdownSignals: NodeJS.Signals[] = [];
  Runtime.install({ logger, shutdownSignals, telemetryOptions: { logging: { filter, forward: {} } } });
}
