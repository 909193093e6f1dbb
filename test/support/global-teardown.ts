import { rmSync } from 'node:fs';

export default async function globalTeardown(): Promise<void> {
  await globalThis.testTemporal?.close();
  const bundles = process.env['TEST_BUNDLES'];
  if (bundles !== undefined) rmSync(bundles, { recursive: true, force: true });
}
