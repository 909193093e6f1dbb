import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT, emptyClone, runTool } from './run-tool';

const INSTALLED = join(ROOT, 'node_modules', 'jsonata');

/** A clone with a package of jsonata: the installed one but for what is given. */
function clone(version: string, change: (source: string) => string = (source) => source): string {
  const dir = emptyClone();
  const folder = join(dir, 'node_modules', 'jsonata');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }));
  writeFileSync(join(folder, 'LICENSE'), readFileSync(join(INSTALLED, 'LICENSE')));
  writeFileSync(join(folder, 'jsonata.js'), change(readFileSync(join(INSTALLED, 'jsonata.js'), 'utf8')));
  return dir;
}

const library = (dir: string): string => join(dir, 'asl', 'jsonata', 'library.js');

test('the derived library is a module without promises, with the licence of its origin', async () => {
  const dir = clone('2.0.6');
  await expect(runTool(dir, 'derive-jsonata')).resolves.toEqual({ code: 0, output: '' });
  const text = readFileSync(library(dir), 'utf8');
  expect(text).toContain('Derived from jsonata 2.0.6');
  expect(text).toContain('Permission is hereby granted, free of charge');
  expect(text).not.toMatch(/^[^*/]*\b(await|Promise|require)\b/m);
  const derived = createRequire(library(dir))(library(dir)) as Record<string, unknown>;
  expect(Object.keys(derived)).toEqual(['createLibrary']);
});

test('another version of the package is refused, with the remedy', async () => {
  const { code, output } = await runTool(
    clone('2.0.7', (source) => `${source}\n`),
    'derive-jsonata',
  );
  expect(code).toBe(1);
  expect(output).toContain('are for jsonata 2.0.6, installed is 2.0.7: run npm ci');
});

test('a package in which an edit finds another text is refused by the name of the edit', async () => {
  const { code, output } = await runTool(
    clone('2.0.6', (source) => source.replace('return Math.random();', 'return Math.random() / 2;')),
    'derive-jsonata',
  );
  expect(code).toBe(1);
  expect(output).toContain('the edit "chance comes from outside" applies 0 times, not 1');
});

test('a package with a promise that no edit knows is refused', async () => {
  const { code, output } = await runTool(
    clone('2.0.6', (source) => source.replace('var staticFrame =', 'Promise.resolve(); var staticFrame =')),
    'derive-jsonata',
  );
  expect(code).toBe(1);
  expect(output).toContain('still holds what must not be in it: Promise.resolve()');
});
