// What a build reads and what it makes, so that one that would change nothing is skipped.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The compiler's inputs as tsconfig.json names them, and the configuration itself; paths from the root. */
export function sourceFiles(root) {
  const { include } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  const folders = include.filter(
    (name) => existsSync(join(root, name)) && statSync(join(root, name)).isDirectory(),
  );
  const top = readdirSync(root).filter((name) =>
    /^(tsconfig.*|package|package-lock)\.json$|\.ts$/.test(name),
  );
  const files = folders.flatMap((folder) => filesBelow(join(root, folder)).map((file) => join(folder, file)));
  return [...top, ...files.filter((file) => /\.([cm]?ts|json)$/.test(file))];
}

/** What the compiler may write for these sources (of JSON the imported files); paths from dist. */
export function outputsOf(sources) {
  return sources.flatMap((file) => {
    if (file.endsWith('.json')) return [file];
    const script = file.replace(/ts$/, 'js');
    return [script, `${script}.map`, file.replace(/([cm]?ts)$/, 'd.$1')];
  });
}

/** All files of a folder and its subfolders, without node_modules; paths from the folder. */
export function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !file.split(/[\\/]/).includes('node_modules'))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

export function hashOf(root, files) {
  const hash = createHash('sha256').update(process.version);
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

export function readState(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

export function writeState(file, state) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}
