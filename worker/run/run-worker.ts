import { Client } from '@temporalio/client';
import { type LogLevel, type NativeConnection, Runtime, type Worker } from '@temporalio/worker';
import { FunctionGraphClient } from '../../functiongraph';
import { Protection } from '../../activities';
import { callbackRoute } from '../callbacks/callback-route';
import {
  callbackKeys,
  clientOptions,
  functionSettings,
  httpSecrets,
  objectStore,
  protectionLimits,
  type Settings,
} from '../config';
import { healthRoutes } from '../http/health-routes';
import { startHttpServer } from '../http/http-server';
import { FunctionGraphPlugin } from '../plugin';
import { checkAccess } from './check-access';
import { connectTemporal } from './connect-temporal';
import { createWorker } from './create-worker';
import { createLogger, type LogFormat } from './logger';
import { readiness, type WorkerParts } from './readiness';
import { shutdownOn } from './shutdown-on';
import { installRuntime } from './telemetry';
import { workerOptions } from './worker-options';
import { workflowBundle } from './workflow-bundle';

const TEMPORAL_WITHIN_MS = 10_000;

export interface RunWorkerOptions {
  readonly settings: Settings;
  readonly env: NodeJS.ProcessEnv;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
  readonly writeLog: (line: string) => void;
  /** Profile of Temporal's configuration file. */
  readonly profile?: string | undefined;
  /** How long to go on trying to reach Temporal at the start, in milliseconds. Default 10,000. */
  readonly connectWithinMs?: number | undefined;
  /** Ends the worker: it takes no more work and lets running calls finish within the grace. */
  readonly signal: AbortSignal;
}

/**
 * Runs a worker from settings until `signal`. It begins in this order, so that nothing is begun that a later step must
 * refuse: ports, one signed read call (a wrong key never takes work), workflow code, Temporal, worker.
 */
export async function runWorker({
  settings,
  env,
  logLevel,
  signal,
  ...options
}: RunWorkerOptions): Promise<void> {
  const { httpPort, metricsPort, workflows } = settings.worker ?? {};
  const logger = createLogger(logLevel, options.logFormat, options.writeLog);
  const reached = clientOptions(settings, env);
  const client = new FunctionGraphClient(reached);
  const keys = callbackKeys(env);
  const secrets = httpSecrets(env);
  const objects = objectStore(settings, reached.auth);
  const protection = new Protection(protectionLimits(settings));
  const state: WorkerParts & { connection?: NativeConnection; worker?: Worker; callbacks?: Client } = {
    protection,
  };
  const closers: (() => Promise<void> | void)[] = [() => client.close()];
  if (typeof objects !== 'string') closers.push(() => objects.close());
  try {
    const metrics = await installRuntime({ logger, logLevel, metrics: metricsPort });
    if (metrics !== undefined) logger.info('Serving Prometheus metrics', { address: metrics });
    if (httpPort !== undefined) {
      const routes = [...healthRoutes(() => readiness(state)), callbackRoute(keys, () => state.callbacks)];
      const http = await startHttpServer(httpPort, routes);
      closers.push(() => http.close());
      logger.info('Serving /healthz and /readyz', { address: http.address, callbacks: keys !== undefined });
    }
    await checkAccess(client, { signal, logger });
    const bundle = await workflowBundle(workflows, logger);
    const temporal = await connectTemporal({
      profile: options.profile,
      env,
      logger,
      signal,
      withinMs: options.connectWithinMs ?? TEMPORAL_WITHIN_MS,
    });
    closers.push(() => temporal.connection.close());
    const { connection, namespace } = temporal;
    state.callbacks = new Client({ connection, namespace });
    const worker = await createWorker(
      {
        ...workerOptions(settings),
        connection,
        namespace,
        workflowBundle: bundle,
        plugins: [
          new FunctionGraphPlugin({
            client,
            functions: functionSettings(settings),
            protection,
            objects,
            httpSecrets: secrets,
            ...(keys !== undefined && { callbackKeys: keys }),
          }),
        ],
      },
      temporal.address,
    );
    Object.assign(state, { connection, worker });
    const { taskQueue } = worker.options;
    // The runtime's logger puts our lines in their place among those of the core, which come a little late.
    const { logger: ordered } = Runtime.instance();
    ordered.info('Worker started', { taskQueue, namespace, temporal: temporal.address });
    shutdownOn(signal, worker, ordered);
    await worker.run();
    ordered.info('Worker stopped');
  } catch (error) {
    if (!signal.aborted || state.worker !== undefined) throw error;
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}
