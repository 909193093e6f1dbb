import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildTemporal } from './build-temporal';
import { DevServerError } from './dev-server-error';
import { DOWNLOAD_URL, downloadTemporal } from './download-temporal';
import { withLock } from './lock';
import { cacheDir, cachedBinary } from './temporal-cli';
import { untilSignal } from './until-signal';
import { isExecutable, which } from './which';

export interface FindTemporalOptions {
  /** Is told, line by line, what is being done. Default: nobody. */
  readonly report?: (line: string) => void;
  /** Where `PATH`, `XDG_CACHE_HOME` and the settings of Go are read. Default: the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where the archive is downloaded. Default: Temporal's own service. */
  readonly downloadUrl?: string;
}

/** Files of an installation under way; whoever holds the lock may remove those of an earlier one that was killed. */
const ASIDE = 'partial-';

/**
 * Finds the `temporal` binary: on the PATH, in the cache, by download, or by building it with Go; the last two put it
 * into the cache. Two processes at once install it once.
 */
export async function findTemporal(options: FindTemporalOptions = {}): Promise<string> {
  const { report = () => {}, env = process.env, downloadUrl = DOWNLOAD_URL } = options;
  const onPath = which('temporal', env);
  if (onPath !== undefined) return onPath;
  const dir = cacheDir(env);
  const cached = cachedBinary(dir);
  if (isExecutable(cached)) return cached;

  mkdirSync(dir, { recursive: true });
  await untilSignal((signal) =>
    withLock({
      file: `${cached}.lock`,
      signal,
      onWait: (holder) => report(`Waiting for process ${holder}, which installs the Temporal dev server`),
      async body() {
        if (!isExecutable(cached)) await install({ dir, cached, env, downloadUrl, signal, report });
      },
    }),
  );
  return cached;
}

interface Installation {
  readonly dir: string;
  readonly cached: string;
  readonly env: NodeJS.ProcessEnv;
  readonly downloadUrl: string;
  readonly signal: AbortSignal;
  readonly report: (line: string) => void;
}

async function install({ dir, cached, env, downloadUrl, signal, report }: Installation): Promise<void> {
  for (const name of readdirSync(dir).filter((entry) => entry.startsWith(ASIDE)))
    rmSync(join(dir, name), { recursive: true, force: true });

  /** Why it did not work, or nothing where the binary is in its place. */
  const attempt = async (make: (aside: string) => Promise<string>): Promise<string | undefined> => {
    const aside = mkdtempSync(join(dir, ASIDE));
    try {
      const binary = await make(aside);
      chmodSync(binary, 0o755);
      renameSync(binary, cached);
      return undefined;
    } catch (error) {
      signal.throwIfAborted();
      report(`  failed: ${reason(error)}`);
      return reason(error);
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  };

  const downloading = await attempt((aside) =>
    downloadTemporal({ baseUrl: downloadUrl, dir: aside, signal, report }),
  );
  if (downloading === undefined) return;
  const go = which('go', env);
  const building =
    go === undefined
      ? '`go` is not on the PATH either'
      : await attempt((aside) => buildTemporal({ go, dir: aside, env, signal, report }));
  if (building === undefined) return;
  throw new DevServerError(
    `No Temporal dev server: \`temporal\` is not on the PATH and not at ${cached}; download from ${downloadUrl}: ${downloading}; ` +
      `go install: ${building}. Install the Temporal CLI (https://docs.temporal.io/cli) or Go 1.25 or later (https://go.dev/dl), or use a running server.`,
  );
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${reason(error.cause)}`;
}
