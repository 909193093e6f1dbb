import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './answers';
import { DevServerError } from './dev-server-error';
import { findTemporal } from './find-temporal';
import { freePort } from './free-port';
import { startGuarded } from './guarded-process';
import type { GuardedProcess } from './guarded-process';
import { openLog } from './server-log';
import { serverArguments } from './server-arguments';

export interface DevServerOptions {
  /** The `temporal` binary. Default: found or installed, as `findTemporal` says. */
  readonly executable?: string;
  /** Port of the gRPC service on 127.0.0.1; a taken one is an error. Default: any free port. */
  readonly port?: number;
  /** Serve the web UI: on this port, or on any free one for `true`. Default: no UI. */
  readonly ui?: boolean | number;
  /** SQLite file that keeps workflows over restarts. Default: in memory, everything is gone at the end. */
  readonly dbFile?: string;
  /** Settings of the server's dynamic configuration, by their names, such as `{ 'limit.historyCount.suggestContinueAsNew': 100 }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** File for the server's own log. Default: none; its end is part of the error where the server does not start. */
  readonly logFile?: string;
  /** Longest time from the start of the process to the first answered call, in milliseconds. Default 30,000. */
  readonly startTimeoutMs?: number;
  /** Is told, line by line, what is being done. Default: nobody. */
  readonly report?: (line: string) => void;
}

export interface DevServer {
  /** `HOST:PORT` of the gRPC service. */
  readonly address: string;
  /** The web UI, where it was asked for. */
  readonly uiUrl?: string;
  /** Ends the server and waits for its end. */
  close(): Promise<void>;
}

const PORT_TRIES = 5;
const PROBE_MS = 2_000;
const POLL_MS = 25;

/** Starts a Temporal server for development. It ends with `close` or with this process, even one that is killed. */
export async function startDevServer(options: DevServerOptions = {}): Promise<DevServer> {
  const { report = () => {} } = options;
  const executable = options.executable ?? (await findTemporal({ report }));
  for (let tries = 1; ; tries++) {
    try {
      const server = await start(executable, options);
      report(`Temporal dev server (${executable}) takes calls on ${server.address}`);
      return server;
    } catch (error) {
      // Between finding a free port and its use by the server another process may have taken it.
      if (tries === PORT_TRIES || !/address already in use/i.test((error as Error).message)) throw error;
    }
  }
}

async function start(executable: string, options: DevServerOptions): Promise<DevServer> {
  const { ui = false, dbFile, logFile, settings, startTimeoutMs = 30_000 } = options;
  const port = await freePort(options.port);
  const uiPort = ui === false ? undefined : await freePort(ui === true ? undefined : ui);
  const address = `127.0.0.1:${port}`;
  const log = openLog(logFile);
  const guarded = startGuarded(executable, serverArguments({ port, uiPort, dbFile, settings }), log);
  const close = (): Promise<void> => guarded.stop();
  try {
    await untilReady(address, guarded, startTimeoutMs);
  } catch (error) {
    const tail = log.tail();
    await close();
    throw new DevServerError(
      `The Temporal dev server (${executable}) ${(error as Error).message}. ${tail === '' ? 'It logged nothing.' : `The end of its log:\n${tail}`}`,
      { cause: error },
    );
  } finally {
    log.close();
  }
  guarded.unref();
  return { address, ...(uiPort === undefined ? {} : { uiUrl: `http://127.0.0.1:${uiPort}` }), close };
}

async function untilReady(address: string, server: GuardedProcess, timeoutMs: number): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!server.hasEnded()) {
    const remainingMs = deadlineMs - performance.now();
    try {
      await answers({ address }, 'default', Math.max(1, Math.min(PROBE_MS, remainingMs)));
      return;
    } catch (error) {
      if (remainingMs < 0) throw new Error(`did not answer within ${timeoutMs} ms`, { cause: error });
    }
    await sleep(POLL_MS);
  }
  throw new Error('ended before it took calls');
}
