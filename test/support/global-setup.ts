import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as DevServerModule from '../../dev-server';
import type { DevServer } from '../../dev-server';
import type * as MissingPrograms from './stack/missing-programs';
import type * as TemporalCommands from './stack/temporal-commands';

declare global {
  var testTemporal: DevServer | undefined;
}

/** One Temporal server for all files of a run; jest calls this only where a file of the e2e project is to run. */
export default async function globalSetup({
  nonFlagArgs,
}: {
  /** Which files jest was asked for. */
  readonly nonFlagArgs: readonly string[];
}): Promise<void> {
  const built = join(__dirname, '..', '..', 'dist', 'dev-server', 'index.js');
  if (!existsSync(built))
    throw new Error('e2e tests run on the built package: `npm run build` first, or use `npm test`');
  const { temporalForTests } = require(built) as typeof DevServerModule;
  if (nonFlagArgs.length === 0) await installServers();
  globalThis.testTemporal = await temporalForTests({ report });
  process.env['TEST_TEMPORAL_ADDRESS'] = globalThis.testTemporal.address;
  process.env['TEST_BUNDLES'] = mkdtempSync(join(tmpdir(), 'test-bundles-'));
}

/**
 * Before a run of all files, since a build beside the tests would starve them. The file that needs a server installs it
 * too, and tells of a failure.
 */
async function installServers(): Promise<void> {
  const { missingPrograms } = require('./stack/missing-programs') as typeof MissingPrograms;
  const { findServerCommands } = require('./stack/temporal-commands') as typeof TemporalCommands;
  if (missingPrograms().length === 0) await findServerCommands(report).catch(() => undefined);
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}
