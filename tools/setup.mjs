// Makes a clone runnable: checks Node.js, and installs the dependencies where node_modules does not hold what
// package-lock.json asks for. Runs before `npm test` and `npm run demo`, so it imports nothing from node_modules.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const NEEDED = [20, 19];
const REPORT_EVERY_MS = 10_000;

try {
  checkNode(process.versions.node);
  if (!isInstalled())
    await withLock(join(root, '.build', 'setup.lock'), 'installs the dependencies', async () => {
      if (!isInstalled()) await install();
    });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function checkNode(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  throw new Error(
    `Node.js ${version} is too old: ${NEEDED.join('.')} or later is needed. Install it from https://nodejs.org, or with a version manager: nvm install ${NEEDED[0]}`,
  );
}

/** npm writes node_modules/.package-lock.json last, so an interrupted installation counts as none. */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  return (
    wanted !== undefined &&
    present !== undefined &&
    Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
      const found = present[path];
      if (path === '') return true;
      if (found === undefined) return optional === true || devOptional === true; // binaries of other platforms
      return found.version === version && found.integrity === integrity;
    })
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

async function install() {
  process.stderr.write('Installing the dependencies (npm ci)\n');
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  const progress = setInterval(() => process.stderr.write(`  ${seconds()} s\n`), REPORT_EVERY_MS);
  const { code, output } = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  clearInterval(progress);
  if (code !== 0)
    throw new Error(
      `${output.trimEnd()}\nnpm ci failed (exit code ${code}) after ${seconds()} s in ${root}. ` +
        'Check that the npm registry can be reached (npm ping) and that the disk is not full, then run it again.',
    );
  process.stderr.write(`  done in ${seconds()} s\n`);
}

function npm(args) {
  const byNpm = process.env.npm_execpath;
  const [command, first] = byNpm ? [process.execPath, [byNpm]] : ['npm', []];
  const child = spawn(command, [...first, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: !byNpm && process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: -1, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
