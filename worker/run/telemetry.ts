import { createServer, type AddressInfo } from 'node:net';
import { type LogLevel, type Logger, Runtime } from '@temporalio/worker';
import type { ListenAddress } from '../config/listen-address';
import { listenError } from './listen-error';

export interface TelemetryOptions {
  readonly logger: Logger;
  readonly logLevel: LogLevel;
  readonly metrics?: ListenAddress | undefined;
}

/** The core has much to say at INFO, and puts task tokens into its lines at DEBUG. */
const CORE_LEVEL = { TRACE: 'INFO', DEBUG: 'INFO', INFO: 'WARN', WARN: 'WARN', ERROR: 'ERROR' } as const;

/**
 * Installs the SDK's runtime: our logger for all of it, Prometheus metrics where wanted, and no signal handlers of its
 * own (the command has them). Returns the address of the metrics.
 */
export async function installRuntime({
  logger,
  logLevel,
  metrics,
}: TelemetryOptions): Promise<string | undefined> {
  const listen = metrics && {
    host: metrics.host,
    port: metrics.port === 0 ? await freePort(metrics) : metrics.port,
  };
  const bindAddress =
    listen && `${listen.host.includes(':') ? `[${listen.host}]` : listen.host}:${listen.port}`;
  try {
    Runtime.install({
      logger,
      shutdownSignals: [],
      telemetryOptions: {
        logging: { forward: {}, filter: { core: CORE_LEVEL[logLevel], other: 'WARN' } },
        ...(bindAddress !== undefined && { metrics: { prometheus: { bindAddress } } }),
      },
    });
  } catch (error) {
    if (listen === undefined) throw error;
    throw listenError('worker.metricsPort', listen, error instanceof Error ? error.message : String(error));
  }
  return bindAddress && `http://${bindAddress}/metrics`;
}

/** The runtime does not tell which port it took, so the free one is found before. */
function freePort(listen: ListenAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(listenError('worker.metricsPort', listen, error.code ?? error.message)),
    );
    server.listen(0, listen.host, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
