import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tempDir } from '../../support/temp-dir';
import { compile, installPackage, installedVersion, packPackage } from './install-package';
import type { PackedPackage } from './install-package';

const CONSUMER = join(__dirname, 'consumer');
const run = promisify(execFile);

let project: string;
let packed: PackedPackage;

beforeAll(async () => {
  const dir = tempDir();
  project = join(dir, 'project');
  packed = await packPackage(dir);
  await installPackage(project, packed.tarball);
}, 180_000);

test('the package holds what it needs and nothing of its tests, benches and examples', () => {
  expect(packed.files).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'NOTICE',
      'dist/index.js',
      'dist/asl/jsonata/library.js',
      'dist/dev-server/guard.js',
      'dist/workflows/bundle.js',
      'dist/cli/tfg.js',
    ]),
  );
  expect(packed.files.filter((file) => /^dist\/(test|bench|examples)\//.test(file))).toEqual([]);
  expect(packed.files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([]);
});

test('npm gives the project the one protobufjs that the Temporal SDK needs', () => {
  expect(installedVersion(project, 'protobufjs')).toMatch(/^8\./);
  for (const name of ['common', 'proto', 'worker']) {
    expect(existsSync(join(project, 'node_modules', '@temporalio', name, 'node_modules', 'protobufjs'))).toBe(
      false,
    );
  }
});

test('the command is on the path of the project', async () => {
  const { stdout } = await run(join(project, 'node_modules', '.bin', 'tfg'), ['--version']);
  expect(stdout.trim()).toBe(installedVersion(project, 'temporal-functiongraph'));
});

test.each([
  ['CommonJS', 'commonjs', 'main.cts'],
  ['ESM', 'module', 'main.mts'],
])('the %s project of a user type-checks and runs its own and our workflows', async (_name, type, main) => {
  const folder = join(project, type);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }));
  for (const file of ['run.ts', 'workflows.ts']) copyFileSync(join(CONSUMER, file), join(folder, file));
  copyFileSync(join(CONSUMER, main), join(folder, 'main.ts'));
  cpSync(join(CONSUMER, 'functions'), join(folder, 'functions'), { recursive: true });
  await compile(folder);

  const address = process.env['TEST_TEMPORAL_ADDRESS'] ?? '';
  const { stdout } = await run(process.execPath, ['main.js', address, `packed-${randomUUID()}`], {
    cwd: folder,
  });
  expect(JSON.parse(stdout)).toEqual({
    direct: { quantity: 1, total: 2 },
    own: '3 for 6',
    pipeline: { quantity: 5, total: 10 },
    reexported: '4 for 8',
  });
});
