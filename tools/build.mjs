// Compiles the package into dist/ and bundles its workflows. Does nothing where neither sources nor outputs changed since
// the last build, and leaves the last build as it is where the sources do not compile. Two at once wait for each other.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow, hashOf, outputsOf, readState, sourceFiles, writeState } from './build-state.mjs';
import deriveJsonata, { DECLARATION, DERIVED } from './derive-jsonata.mjs';
import { withLock } from './lock.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stateFile = join(root, '.build', 'built.json');
/** Written by tools/bundle.mjs from dist/workflows/index.js. */
const BUNDLE = ['bundle.js', 'bundle.json'].map((name) => join('workflows', name));
/** Lint keeps all else of ours out of workflow code. */
const BUNDLED = /^(workflows|retry|asl)[\\/]|^package-lock\.json$/;

await withLock(join(root, '.build', 'build.lock'), 'builds', async () => {
  const sources = sourceFiles(root);
  const derived = sources.includes(DECLARATION) ? [DERIVED] : [];
  if (derived.length > 0) await deriveJsonata();
  const sourcesHash = hashOf(root, [...sources, ...derived, 'tools/build.mjs']);
  const bundleHash = hashOf(root, [
    ...sources.filter((file) => BUNDLED.test(file)),
    ...derived,
    'tools/bundle.mjs',
  ]);
  const last = readState(stateFile);
  const complete = last !== undefined && last.outputs.every((file) => existsSync(join(dist, file)));
  if (complete && last.sourcesHash === sourcesHash && last.bundleHash === bundleHash) return;

  rmSync(stateFile, { force: true });
  if (!run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json')) return;
  for (const file of derived) copyFileSync(join(root, file), join(dist, file));
  const expected = new Set([...outputsOf(sources), ...derived, ...BUNDLE]);
  for (const file of filesBelow(dist)) if (!expected.has(file)) rmSync(join(dist, file));
  const command = join(dist, 'cli', 'tfg.js');
  if (existsSync(command)) chmodSync(command, 0o755);
  if ((!complete || last.bundleHash !== bundleHash) && !run('tools/bundle.mjs')) return;
  writeState(stateFile, { sourcesHash, bundleHash, outputs: filesBelow(dist) });
});

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
  return status === 0;
}
