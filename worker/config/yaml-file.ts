import { readFileSync } from 'node:fs';
import { isCollection, isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { ConfigurationError } from './configuration-error';

/** A configuration file with the place of everything in it. */
export interface YamlFile {
  readonly content: unknown;
  /** `FILE:LINE:COLUMN` of the value at a path, or of its nearest part that exists. */
  placeOf(path: readonly PropertyKey[]): string;
  /** `FILE:LINE:COLUMN` of the key at the end of a path. */
  placeOfKey(path: readonly PropertyKey[]): string;
}

/** Reads and parses; a file that cannot be read or is not YAML is a ConfigurationError. `name` is the file as messages show it. */
export function readYamlFile(file: string, name: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(readText(file, name), { lineCounter: lines, prettyErrors: false });
  const place = (offset = 0) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  // Later errors are mostly consequences of the first.
  const [error] = document.errors;
  if (error !== undefined)
    throw new ConfigurationError([
      { where: place(error.pos[0]), message: `not valid YAML: ${error.message}.` },
    ]);
  return {
    content: document.toJS() ?? {},
    placeOf: (path) => place(nodeAt(document, path)?.range?.[0]),
    placeOfKey: (path) => place(keyAt(document, path)?.range?.[0]),
  };
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    const remedy = 'Check --config or FUNCTIONGRAPH_CONFIG.';
    throw new ConfigurationError([{ where: name, message: `${reason}. ${remedy}` }]);
  }
}

function nodeAt(document: Document.Parsed, path: readonly PropertyKey[]) {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node;
  }
  return document.contents;
}

function keyAt(document: Document.Parsed, path: readonly PropertyKey[]) {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return isCollection(parent) ? parent : document.contents;
  const pair = parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
  return isScalar(pair?.key) ? pair.key : parent;
}
