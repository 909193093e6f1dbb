import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger, NativeConnection } from '@temporalio/worker';
import { temporalProfile } from './temporal-profile';
import { unreachable } from './temporal-unreachable-error';

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
  const { namespace, connectionOptions, address } = temporalProfile(profile, env);
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
