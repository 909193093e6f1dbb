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
  return withLock(
    `${cached}.lock`,
    async () => {
      if (!isExecutable(cached)) await install({ dir, cached, env, downloadUrl, report });
      return cached;
    },
    (holder) => report(`Waiting for process ${holder}, which installs the Temporal dev server`),
  );
}

interface Installation {
  readonly dir: string;
  readonly cached: string;
  readonly env: NodeJS.ProcessEnv;
  readonly downloadUrl: string;
  readonly report: (line: string) => void;
}

async function install({ dir, cached, env, downloadUrl, report }: Installation): Promise<void> {
  for (const name of readdirSync(dir).filter((entry) => entry.startsWith(ASIDE)))
    rmSync(join(dir, name), { recursive: true, force: true });

  const failures: string[] = [];
  const attempt = (make: (aside: string, signal: AbortSignal) => Promise<string>): Promise<boolean> =>
    untilSignal(async (signal) => {
      const aside = mkdtempSync(join(dir, ASIDE));
      try {
        const binary = await make(aside, signal);
        chmodSync(binary, 0o755);
        renameSync(binary, cached);
        return true;
      } catch (error) {
        signal.throwIfAborted();
        failures.push(reason(error));
        report(`  failed: ${reason(error)}`);
        return false;
      } finally {
        rmSync(aside, { recursive: true, force: true });
      }
    });

  if (
    await attempt((aside, signal) => downloadTemporal({ baseUrl: downloadUrl, dir: aside, signal, report }))
  )
    return;
  const go = which('go', env);
  if (
    go !== undefined &&
    (await attempt((aside, signal) => buildTemporal({ go, dir: aside, env, signal, report })))
  )
    return;
  throw new DevServerError(
    `No Temporal dev server: \`temporal\` is not on the PATH and not at ${cached}; download from ${downloadUrl}: ${failures[0]}; ` +
      (go === undefined ? '`go` is not on the PATH either.' : `go install: ${failures[1]}.`) +
      ' Install the Temporal CLI (https://docs.temporal.io/cli) or Go 1.25 or later (https://go.dev/dl), or use a running server.',
  );
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${reason(error.cause)}`;
}
