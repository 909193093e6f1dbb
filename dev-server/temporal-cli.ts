import { homedir } from 'node:os';
import { join } from 'node:path';

/** The newest release that `go install` accepts: later ones carry a replace directive in their go.mod. */
export const TEMPORAL_CLI_VERSION = 'v1.5.1';

export const EXE = process.platform === 'win32' ? '.exe' : '';

/** Where downloaded and built binaries are kept, outside any clone: `$XDG_CACHE_HOME` or `~/.cache`. */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'temporal-functiongraph');
}

export function cachedBinary(dir: string): string {
  return join(dir, `temporal-${TEMPORAL_CLI_VERSION}${EXE}`);
}
