import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as DevServerModule from '../../dev-server';
import type { DevServer } from '../../dev-server';

declare global {
  var testTemporal: DevServer | undefined;
}

/** One Temporal server for all files of a run; jest calls this only where a file of the e2e project is to run. */
export default async function globalSetup(): Promise<void> {
  const built = join(__dirname, '..', '..', 'dist', 'dev-server', 'index.js');
  if (!existsSync(built))
    throw new Error('e2e tests run on the built package: `npm run build` first, or use `npm test`');
  const { temporalForTests } = require(built) as typeof DevServerModule;
  globalThis.testTemporal = await temporalForTests({ report: (line) => process.stderr.write(`${line}\n`) });
  process.env['TEST_TEMPORAL_ADDRESS'] = globalThis.testTemporal.address;
  process.env['TEST_BUNDLES'] = mkdtempSync(join(tmpdir(), 'test-bundles-'));
}
