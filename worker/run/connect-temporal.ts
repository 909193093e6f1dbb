import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { type Logger, NativeConnection } from '@temporalio/worker';
import { ConfigurationError } from '../config/configuration-error';
import { TemporalUnreachableError } from './temporal-unreachable-error';

export interface ConnectOptions {
  /** Profile of Temporal's configuration file. Default: `TEMPORAL_PROFILE`, else `default`. */
  readonly profile?: string | undefined;
  /** How long to go on trying before a {@link TemporalUnreachableError}. */
  readonly withinMs: number;
  readonly env: NodeJS.ProcessEnv;
  readonly logger: Logger;
  /** Ends the trying. */
  readonly signal: AbortSignal;
}

export interface TemporalConnection {
  readonly connection: NativeConnection;
  readonly address: string;
  readonly namespace: string;
}

const TRY_AGAIN_MS = 1_000;

/** Connects as Temporal's own tools do: `TEMPORAL_*` variables over the profile of `temporal.toml` over localhost. */
export async function connectTemporal({
  profile,
  withinMs,
  env,
  logger,
  signal,
}: ConnectOptions): Promise<TemporalConnection> {
  const { namespace = 'default', connectionOptions } = readProfile(profile, env);
  const address = connectionOptions.address ?? 'localhost:7233';
  const deadline = performance.now() + withinMs;
  for (let first = true; ; first = false) {
    try {
      const connection = await beforeDeadline(
        NativeConnection.connect({ ...connectionOptions, address }),
        deadline,
      );
      return { connection, address, namespace };
    } catch (error) {
      const reason = explain(error);
      if (performance.now() + TRY_AGAIN_MS >= deadline) throw unreachable(address, reason, withinMs);
      if (first)
        logger.warn(
          `Temporal at ${address} is not reachable yet (${reason}); trying for ${withinMs / 1000} s`,
        );
      await sleep(TRY_AGAIN_MS, undefined, { signal });
    }
  }
}

function readProfile(profile: string | undefined, env: NodeJS.ProcessEnv) {
  const file = env['TEMPORAL_CONFIG_FILE'] ?? '';
  if (file !== '' && !existsSync(file))
    throw new ConfigurationError([{ where: 'TEMPORAL_CONFIG_FILE', message: `there is no file ${file}.` }]);
  try {
    return loadClientConnectConfig({
      overrideEnvVars: definedOnly(env),
      ...(profile !== undefined && { profile }),
    });
  } catch (error) {
    const message = `Temporal's configuration cannot be used: ${error instanceof Error ? error.message : String(error)}. Check the TEMPORAL_* variables, the profile and temporal.toml.`;
    throw new ConfigurationError([{ message }]);
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''),
  );
}

async function beforeDeadline(
  connecting: Promise<NativeConnection>,
  deadline: number,
): Promise<NativeConnection> {
  const late = new AbortController();
  const timeout = sleep(Math.max(0, deadline - performance.now()), undefined, { signal: late.signal }).then(
    () => {
      void connecting.then((connection) => connection.close()).catch(() => undefined);
      throw new Error('no answer');
    },
  );
  try {
    return await Promise.race([connecting, timeout]);
  } finally {
    late.abort();
    timeout.catch(() => undefined);
  }
}

/** The core's error is a nest of Rust debug text; what a person needs of it is one clause. */
function explain(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/Connection refused/i.test(text)) return 'connection refused';
  if (/dns error|lookup address/i.test(text)) return 'its name cannot be resolved';
  if (/certificate|tls|handshake/i.test(text)) return `TLS failed: ${text}`;
  return text;
}

function unreachable(address: string, reason: string, withinMs: number): TemporalUnreachableError {
  return new TemporalUnreachableError(
    `Temporal at ${address} is not reachable: ${reason} (tried for ${withinMs / 1000} s). ` +
      'Start a server there (temporal server start-dev), or set TEMPORAL_ADDRESS, or choose a profile with TEMPORAL_PROFILE.',
  );
}
