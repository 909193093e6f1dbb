import { accessSync, constants, mkdirSync } from 'node:fs';
import { DevServerError } from './dev-server-error';

/**
 * Makes a folder that something is installed into.
 * @param what is installed: `the Temporal dev server`
 * @throws {DevServerError} where it cannot be written, with the remedy
 */
export function makeWritable(dir: string, what: string): void {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
  } catch (error) {
    throw new DevServerError(
      `${what} cannot be installed: the folder ${dir} is not writable (${(error as NodeJS.ErrnoException).code}). ` +
        'Set XDG_CACHE_HOME to a folder that is, or put the program on the PATH.',
      { cause: error },
    );
  }
}
