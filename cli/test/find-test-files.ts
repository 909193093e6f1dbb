import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error';

const TEST_FILE = /\.test\.ya?ml$/;
const PASSED_OVER = /^(node_modules|dist|\..+)$/;

/** The test files that are named, and those in the folders that are named, at any depth. */
export function findTestFiles(paths: readonly string[]): readonly string[] {
  const files = paths.flatMap((path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) throw new UsageError(`There is no file or folder ${path}.`);
    return stats.isDirectory() ? filesBelow(path) : [path];
  });
  return [...new Set(files)];
}

function filesBelow(dir: string): readonly string[] {
  const entries = readdirSync(dir, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (PASSED_OVER.test(entry.name)) return [];
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return TEST_FILE.test(entry.name) ? [path] : [];
  });
}
