import type { LogLevel } from '@temporalio/worker';
import { parseDuration } from '../retry';
import { loadConfiguration } from '../worker/config';
import type { LogFormat } from '../worker/run/logger';
import { runWorker } from '../worker/run/run-worker';
import { type ConnectionOptions, connectionSettings } from './connection-options';
import { onEndSignal } from './end-signal';
import { type ExitCode, exitCodes } from './exit-codes';
import { UsageError } from './usage-error';

export interface WorkerCommandOptions extends ConnectionOptions {
  readonly taskQueue?: string;
  readonly workflows?: string;
  readonly httpPort?: string;
  readonly metricsPort?: string;
  readonly shutdownGrace?: string;
  readonly deploymentName?: string;
  readonly buildId?: string;
  readonly profile?: string;
  readonly connectTimeout?: string;
  readonly logLevel: LogLevel;
  readonly logFormat?: LogFormat;
}

/** Runs a worker until it is told to end. */
export async function serveWorker(options: WorkerCommandOptions): Promise<ExitCode> {
  const { settings } = loadConfiguration({
    file: options.config,
    options: {
      ...connectionSettings(options),
      'worker.taskQueue': { option: '--task-queue', value: options.taskQueue },
      'worker.workflows': { option: '--workflows', value: options.workflows },
      'worker.httpPort': { option: '--http-port', value: options.httpPort },
      'worker.metricsPort': { option: '--metrics-port', value: options.metricsPort },
      'worker.shutdownGrace': { option: '--shutdown-grace', value: options.shutdownGrace },
      'worker.deployment.name': { option: '--deployment-name', value: options.deploymentName },
      'worker.deployment.buildId': { option: '--build-id', value: options.buildId },
    },
  });
  const connectWithinMs =
    options.connectTimeout === undefined ? undefined : parseDuration(options.connectTimeout);
  if (options.connectTimeout !== undefined && connectWithinMs === undefined)
    throw new UsageError(
      `--connect-timeout ${options.connectTimeout}: give a time with its unit, for example 30s.`,
    );
  const stop = new AbortController();
  const removeHandlers = onEndSignal(() => stop.abort());
  try {
    await runWorker({
      settings,
      env: process.env,
      logLevel: options.logLevel,
      logFormat: options.logFormat ?? (process.stderr.isTTY ? 'pretty' : 'json'),
      writeLog: (line) => process.stderr.write(line),
      profile: options.profile,
      connectWithinMs,
      signal: stop.signal,
    });
    return exitCodes.done;
  } finally {
    removeHandlers();
  }
}
