import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyClone, runTool } from './run-tool';

/** Stands in for npm: notes each call, takes a while, and leaves behind what `npm ci` leaves last. */
const NPM = `const fs = require('node:fs');
fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');
if (fs.existsSync('broken')) { console.error('E401 not allowed'); process.exit(7); }
setTimeout(() => {
  fs.mkdirSync('node_modules', { recursive: true });
  fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
}, 500);`;

interface Clone {
  readonly dir: string;
  setup(): ReturnType<typeof runTool>;
  lock(version: string): void;
  calls(): string[];
}

function clone(): Clone {
  const dir = emptyClone();
  writeFileSync(join(dir, 'npm.js'), NPM);
  const lock = (version: string): void =>
    writeFileSync(
      join(dir, 'package-lock.json'),
      JSON.stringify({
        packages: { '': {}, 'node_modules/a': { version }, 'node_modules/b': { version, optional: true } },
      }),
    );
  lock('1.0.0');
  return {
    dir,
    lock,
    setup: () => runTool(dir, 'setup', { env: { npm_execpath: join(dir, 'npm.js') } }),
    calls: () =>
      existsSync(join(dir, 'npm.log')) ? readFileSync(join(dir, 'npm.log'), 'utf8').trim().split('\n') : [],
  };
}

test('a clone without node_modules is installed once, and says so', async () => {
  const { setup, calls } = clone();
  await expect(setup()).resolves.toEqual({
    code: 0,
    output: expect.stringMatching(/^Installing the dependencies \(npm ci\)\n {2}done in \d+ s\n$/),
  });
  await expect(setup()).resolves.toEqual({ code: 0, output: '' });
  expect(calls()).toEqual([expect.stringMatching(/^ci --include=dev /)]);
});

test('a lock file that changed installs again', async () => {
  const { setup, lock, calls } = clone();
  await setup();
  lock('1.0.1');
  await setup();
  expect(calls()).toHaveLength(2);
});

test('an installation that lacks only a binary of another platform is complete', async () => {
  const { dir, setup, calls } = clone();
  mkdirSync(join(dir, 'node_modules'));
  const installed = { packages: { 'node_modules/a': { version: '1.0.0' } } };
  writeFileSync(join(dir, 'node_modules', '.package-lock.json'), JSON.stringify(installed));
  await setup();
  expect(calls()).toEqual([]);
});

test('two at once install once, and the second says for whom it waits', async () => {
  const { setup, calls } = clone();
  const results = await Promise.all([setup(), setup()]);
  expect(results.map(({ code }) => code)).toEqual([0, 0]);
  expect(results.map(({ output }) => output).join('')).toMatch(
    /Waiting for process \d+, which installs the dependencies/,
  );
  expect(calls()).toHaveLength(1);
});

test('the lock of a process that died does not stand in the way', async () => {
  const { dir, setup, calls } = clone();
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  mkdirSync(join(dir, '.build'));
  writeFileSync(join(dir, '.build', 'setup.lock'), String(dead.pid));
  await setup();
  expect(calls()).toHaveLength(1);
});

test('neither an empty lock nor a takeover that was not finished stands in the way', async () => {
  const { dir, setup, calls } = clone();
  const file = join(dir, '.build', 'setup.lock');
  mkdirSync(`${file}.takeover`, { recursive: true });
  writeFileSync(file, '');
  for (const path of [file, `${file}.takeover`]) utimesSync(path, 0, 0);
  await setup();
  expect(calls()).toHaveLength(1);
  expect(existsSync(`${file}.takeover`)).toBe(false);
});

test('a failed installation ends with the reason and the remedy', async () => {
  const { dir, setup } = clone();
  writeFileSync(join(dir, 'broken'), '');
  const { code, output } = await setup();
  expect(code).toBe(1);
  expect(output).toContain('E401 not allowed\nnpm ci failed (exit code 7)');
  expect(output).toContain('Check that the npm registry can be reached');
});

test('a Node.js that is too old is refused with the version that is needed', async () => {
  const old =
    'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.18.3" } })';
  const { code, output } = await runTool(clone().dir, 'setup', {
    nodeArgs: ['--import', `data:text/javascript,${encodeURIComponent(old)}`],
  });
  expect(code).toBe(1);
  expect(output).toContain('Node.js 20.18.3 is too old: 20.19 or later is needed.');
});
