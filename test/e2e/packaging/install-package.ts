import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..', '..');
const run = promisify(execFile);

/** What npm says is useless here; a failed command rejects with it. */
async function npm(cwd: string, ...args: string[]): Promise<string> {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--no-update-notifier'];
  const { stdout } = await run('npm', [...args, ...quiet], {
    cwd,
    env: { ...process.env, npm_config_loglevel: 'error' },
  });
  return stdout;
}

export interface PackedPackage {
  readonly tarball: string;
  readonly files: readonly string[];
}

export async function packPackage(destination: string): Promise<PackedPackage> {
  const output = await npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', destination);
  const [packed] = JSON.parse(output) as [{ filename: string; files: { path: string }[] }];
  return { tarball: join(destination, packed.filename), files: packed.files.map(({ path }) => path) };
}

/** A new project whose only dependency is the package: npm adds its peers. */
export async function installPackage(project: string, tarball: string): Promise<void> {
  mkdirSync(project, { recursive: true });
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({
      name: 'consumer',
      private: true,
      dependencies: { 'temporal-functiongraph': `file:${tarball}` },
    }),
  );
  await npm(project, 'install', '--prefer-offline', '--ignore-scripts');
}

export function installedVersion(project: string, name: string): string {
  const text = readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Compiles a folder of TypeScript in the project, as its user would, with no types but those of Node.js at hand. */
export async function compile(folder: string): Promise<void> {
  const compilerOptions = {
    target: 'es2022',
    module: 'node16',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules', '@types')],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*'] }));
  await run(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', folder]).catch(
    (error: { stdout: string }) => {
      throw new Error(error.stdout, { cause: error });
    },
  );
}
