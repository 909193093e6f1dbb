import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { codeBlocks, ROOT } from './docs-page';

/**
 * Writes the TypeScript of a page as its reader would: a block that begins with `// NAME.ts` starts that file, and the
 * blocks after it go on with it. The files see the package by its name.
 * @returns the folder
 */
export function writeModules(page: string): string {
  const parent = join(ROOT, '.temporal', 'docs');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, `${basename(page, '.md').toLowerCase()}-`));
  const files = new Map<string, string>();
  let current: string | undefined;
  for (const { language, code, line } of codeBlocks(page)) {
    if (language !== 'ts') continue;
    current = /^\/\/ (\w+\.ts)\n/.exec(code)?.[1] ?? current;
    if (current === undefined) throw new Error(`${page}:${line}: begin the first example with // NAME.ts`);
    files.set(current, `${files.get(current) ?? ''}${code}\n`);
  }
  for (const [file, code] of files) writeFileSync(join(folder, file), code);
  const compilerOptions = { outDir: join(ROOT, 'dist'), rootDir: ROOT, noUnusedLocals: false };
  const tsconfig = { extends: join(ROOT, 'tsconfig.json'), compilerOptions, include: ['*.ts'], exclude: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  return folder;
}

/** What the compiler says against the modules; empty where they are right. */
export function typeErrors(folder: string): string {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    return execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
