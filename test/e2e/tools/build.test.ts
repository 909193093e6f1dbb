import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { tempDir } from '../../support/temp-dir';
import { ROOT, emptyClone, runTool } from './run-tool';
import type { ToolResult } from './run-tool';

const FILES = {
  'package.json': '{ "name": "clone", "type": "commonjs" }',
  'package-lock.json': '{}',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      module: 'node20',
      strict: true,
      rootDir: '.',
      outDir: 'dist',
      resolveJsonModule: true,
      types: [],
    },
    include: ['asl', 'cli', 'workflows'],
  }),
  'tsconfig.build.json': JSON.stringify({
    extends: './tsconfig.json',
    compilerOptions: { declaration: true, sourceMap: true, noEmitOnError: true },
  }),
  'asl/run.ts': 'export const engine = 1;',
  'workflows/index.ts': "export async function greet(): Promise<string> { return 'hello'; }",
  'cli/tfg.ts': "#!/usr/bin/env node\nimport data from './data.json';\nexport const { name } = data;",
  'cli/data.json': '{ "name": "tfg" }',
};

interface Clone {
  build(): Promise<ToolResult>;
  write(file: string, text: string): void;
  path(file: string): string;
}

/** Built once; each test has a copy of it. */
let built: string;
let clone: Clone;

beforeAll(async () => {
  built = emptyClone();
  const { build, write } = cloneAt(built);
  for (const [file, text] of Object.entries(FILES)) write(file, text);
  symlinkSync(join(ROOT, 'node_modules'), join(built, 'node_modules'));
  const { code, output } = await build();
  if (code !== 0) throw new Error(output);
});

beforeEach(() => {
  const dir = tempDir();
  cpSync(built, dir, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  clone = cloneAt(dir);
});

function cloneAt(dir: string): Clone {
  return {
    build: () => runTool(dir, 'build'),
    path: (file) => join(dir, file),
    write(file, text) {
      mkdirSync(dirname(join(dir, file)), { recursive: true });
      writeFileSync(join(dir, file), text);
    },
  };
}

test('a build makes scripts, declarations, imported data, an executable command and the bundle of the workflows', () => {
  for (const file of [
    'workflows/index.js',
    'workflows/index.d.ts',
    'workflows/index.js.map',
    'cli/data.json',
  ])
    expect(existsSync(clone.path(`dist/${file}`))).toBe(true);
  expect(statSync(clone.path('dist/cli/tfg.js')).mode & 0o111).toBe(0o111);
  expect(JSON.parse(readFileSync(clone.path('dist/workflows/bundle.json'), 'utf8'))).toEqual({
    workerVersion: expect.stringMatching(/^1\./),
  });
});

test('the bundle names no folder of the machine that made it', () => {
  const bundle = readFileSync(clone.path('dist/workflows/bundle.js'), 'utf8');
  const [, map = ''] = /sourceMappingURL=data:[^,]*,(\S+)/.exec(bundle) ?? [];
  const { sources } = JSON.parse(Buffer.from(map, 'base64').toString('utf8')) as { sources: string[] };
  expect(sources).toContain('workflows/index.ts');
  expect(sources.filter((source) => source.startsWith('/'))).toEqual([]);
});

test('a second build of the same sources writes nothing', async () => {
  const before = statSync(clone.path('dist/workflows/index.js')).mtimeMs;
  await expect(clone.build()).resolves.toEqual({ code: 0, output: '' });
  expect(statSync(clone.path('dist/workflows/index.js')).mtimeMs).toBe(before);
});

test('a change outside the workflows leaves their bundle as it is', async () => {
  const before = statSync(clone.path('dist/workflows/bundle.js')).mtimeMs;
  clone.write('cli/tfg.ts', "export const name = 'changed';");
  await clone.build();
  expect(readFileSync(clone.path('dist/cli/tfg.js'), 'utf8')).toContain('changed');
  expect(statSync(clone.path('dist/workflows/bundle.js')).mtimeMs).toBe(before);
});

test('a deleted source loses its outputs, and a deleted output comes back', async () => {
  clone.write('cli/extra.ts', 'export const extra = 1;');
  await clone.build();
  rmSync(clone.path('cli/extra.ts'));
  rmSync(clone.path('dist/workflows/index.js'));
  await clone.build();
  expect(existsSync(clone.path('dist/cli/extra.js'))).toBe(false);
  expect(existsSync(clone.path('dist/workflows/index.js'))).toBe(true);
});

test('sources that do not compile leave the last build as it was', async () => {
  clone.write('cli/tfg.ts', "export const name: number = 'changed';");
  const { code, output } = await clone.build();
  expect(code).toBe(1);
  expect(output).toContain('cli/tfg.ts(1,14): error TS2322');
  expect(readFileSync(clone.path('dist/cli/tfg.js'), 'utf8')).not.toContain('changed');
});

test('two builds at once both end well', async () => {
  clone.write('workflows/index.ts', "export async function greet(): Promise<string> { return 'changed'; }");
  const results = await Promise.all([clone.build(), clone.build()]);
  expect(results.map(({ code }) => code)).toEqual([0, 0]);
  expect(results.map(({ output }) => output).join('')).toMatch(/^Waiting for process \d+, which builds/);
  expect(readFileSync(clone.path('dist/workflows/bundle.js'), 'utf8')).toContain('changed');
});
