import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../support/docs-page';
import { tempDir } from '../../support/temp-dir';

const PEERS = ['@temporalio', 'zod', 'protobufjs'];
const run = promisify(execFile);

/** A folder as a user has it: their code, and node_modules with the built package and its peers. */
export class UserProject {
  readonly folder = tempDir();

  constructor() {
    const modules = join(this.folder, 'node_modules');
    mkdirSync(modules);
    symlinkSync(ROOT, join(modules, 'temporal-functiongraph'), 'dir');
    for (const peer of PEERS) symlinkSync(join(ROOT, 'node_modules', peer), join(modules, peer), 'dir');
    mkdirSync(join(modules, '.bin'));
    symlinkSync(join(ROOT, 'dist', 'cli', 'tfg.js'), join(modules, '.bin', 'tfg'));
  }

  /** Variables with which the shell finds the package's command; nothing else of this process's but HOME. */
  get env(): Record<string, string> {
    const { PATH = '', HOME = '' } = process.env;
    return { PATH: `${this.path('node_modules/.bin')}:${PATH}`, HOME };
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  write(file: string, text: string): void {
    writeFileSync(this.path(file), text);
  }

  /** TypeScript and Node's types, as `npm install` of both leaves them. */
  addCompiler(): void {
    for (const name of ['typescript', '@types'])
      symlinkSync(join(ROOT, 'node_modules', name), this.path(`node_modules/${name}`), 'dir');
    symlinkSync(join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), this.path('node_modules/.bin/tsc'));
  }

  /** Compiles all TypeScript in the folder, strictly; rejects with what the compiler says. */
  async compile(): Promise<void> {
    const compilerOptions = {
      target: 'es2022',
      module: 'node16',
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules', '@types')],
    };
    this.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts', '*.mts'] }));
    const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    await run(process.execPath, [compiler, '-p', this.folder]).catch((error: { stdout: string }) => {
      throw new Error(error.stdout, { cause: error });
    });
  }
}
