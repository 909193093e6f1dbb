import { DOWNLOAD_URL, downloadTemporal } from './download-temporal';
import { goInstall } from './go-install';
import { installOnce } from './install-once';
import { TEMPORAL_CLI_VERSION, cacheDir, cachedBinary } from './temporal-cli';
import { which } from './which';

export interface FindTemporalOptions {
  /** Is told, line by line, what is being done. Default: nobody. */
  readonly report?: (line: string) => void;
  /** Where `PATH`, `XDG_CACHE_HOME` and the settings of Go are read. Default: the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where the archive is downloaded. Default: Temporal's own service. */
  readonly downloadUrl?: string;
}

const WHAT = 'the Temporal dev server';

/**
 * Finds the `temporal` binary: on the PATH, in the cache, by download, or by building it with Go; the last two put it
 * into the cache. Two processes at once install it once.
 */
export async function findTemporal(options: FindTemporalOptions = {}): Promise<string> {
  const { report = () => {}, env = process.env, downloadUrl = DOWNLOAD_URL } = options;
  const onPath = which('temporal', env);
  if (onPath !== undefined) return onPath;
  const cached = cachedBinary(cacheDir(env));
  await installOnce({
    file: cached,
    what: WHAT,
    report,
    ways: [
      {
        name: `download from ${downloadUrl}`,
        make: (dir, signal) => downloadTemporal({ baseUrl: downloadUrl, dir, signal, report }),
      },
      goInstall({
        package: `github.com/temporalio/cli/cmd/temporal@${TEMPORAL_CLI_VERSION}`,
        what: WHAT,
        packages: 1_300,
        takes: 'about four minutes',
        env,
        report,
      }),
    ],
    explain: (reasons) =>
      `No Temporal dev server: \`temporal\` is not on the PATH and not at ${cached}; ${reasons}. ` +
      `Install the Temporal CLI (https://docs.temporal.io/cli) or Go 1.25 or later (https://go.dev/dl), or use a running server.`,
  });
  return cached;
}
