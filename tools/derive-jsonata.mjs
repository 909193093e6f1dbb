// Writes asl/jsonata/library.js: the npm package jsonata, made synchronous, bounded and closed against its host by the edits
// of tools/jsonata-edits/. Each edit says how often it applies; a package that differs is refused. Run by the build, and by
// jest before unit tests; does nothing where the file is up to date.
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EDITS, VERSION } from './jsonata-edits/index.mjs';

const tools = dirname(fileURLToPath(import.meta.url));
const root = dirname(tools);
/** The derived file and its hand-written declaration, from the root. */
export const DERIVED = join('asl', 'jsonata', 'library.js');
export const DECLARATION = join('asl', 'jsonata', 'library.d.ts');
const LEFTOVER = /\b(async|await)\b|\bPromise\b|\brequire\b|\.then\(|\bMath\.random\b|\bglobal\b|\bwindow\b/;

export default async function deriveJsonata() {
  const folder = join(root, 'node_modules', 'jsonata');
  const source = readFileSync(join(folder, 'jsonata.js'), 'utf8');
  const stamp = `// ${stampOf(source)}\n`;
  const file = join(root, DERIVED);
  if (read(file)?.startsWith(stamp)) return;

  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (version !== VERSION)
    throw new Error(
      `the edits of tools/jsonata-edits are for jsonata ${VERSION}, installed is ${version}: run npm ci, or move the edits to that version`,
    );
  const derived = EDITS.reduce(apply, source);
  const left = withoutComments(derived)
    .split('\n')
    .find((line) => LEFTOVER.test(line));
  if (left !== undefined)
    throw new Error(`the derived jsonata still holds what must not be in it: ${left.trim()}`);

  const licence = readFileSync(join(folder, 'LICENSE'), 'utf8').trim();
  const aside = `${file}.${randomUUID()}`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    const head = `// Derived from jsonata ${version} by tools/derive-jsonata.mjs.\n/*\n${licence}\n*/\n`;
    writeFileSync(aside, stamp + head + derived);
    renameSync(aside, file);
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Of all that the derived file is made from. */
function stampOf(source) {
  const hash = createHash('sha256')
    .update(source)
    .update(readFileSync(fileURLToPath(import.meta.url)));
  const edits = join(tools, 'jsonata-edits');
  for (const name of readdirSync(edits).toSorted()) hash.update(readFileSync(join(edits, name)));
  return hash.digest('hex');
}

function apply(text, { why, find, put, times }) {
  const found = typeof find === 'string' ? text.split(find).length - 1 : [...text.matchAll(find)].length;
  if (found !== times)
    throw new Error(
      `jsonata ${VERSION}: the edit "${why}" applies ${found} times, not ${times} (${String(find)})`,
    );
  return text.replaceAll(find, typeof put === 'string' && typeof find === 'string' ? () => put : put);
}

/** Good enough to look for words: the library has no comment marks inside its strings but in the tokenizer's own patterns. */
function withoutComments(text) {
  return text.replaceAll(/^\s*(\/\*\*?|\*).*$/gm, '').replaceAll(/\s\/\/ .*$/gm, '');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await deriveJsonata();
