import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
} from 'yaml';
import type { JsonValue } from '../language/json';
import type { Path } from '../language/pointer';
import { insideDoubleQuotes, insideSingleQuotes } from './escapes';
import type { ParsedText, TextProblem, Token } from './source';

/** Reads YAML 1.2 with the values of JSON: text, numbers, booleans, null; keys become text. Anchors and aliases are resolved. */
export function readYaml(text: string): ParsedText {
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
  const find = (path: Path, key: boolean) => findToken(document, text, path, key);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) return failed(find, problem.message, problem.pos[0]);
  const duplicateKeys = document.contents === null ? [] : [...duplicates(document.contents, [])];
  try {
    // Through JSON: what YAML can say and JSON cannot becomes null or text there.
    const value = JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: 100 })) ?? 'null') as JsonValue;
    return { value, find, problems: duplicateKeys };
  } catch (error) {
    return failed(find, (error as Error).message, 0);
  }
}

function failed(find: ParsedText['find'], message: string, offset: number): ParsedText {
  return { find, problems: [{ kind: 'syntax', message, offset, path: [] }] };
}

function findToken(document: Document, text: string, path: Path, key: boolean): Token | undefined {
  let node: unknown = document.contents;
  let pair: Pair | undefined;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    pair = isMap(node) ? node.items.findLast((item) => keyOf(item) === String(step)) : undefined;
    node = isSeq(node) ? node.items[Number(step)] : pair?.value;
    if (node === undefined || node === null) break;
  }
  const shown = key && pair !== undefined ? pair.key : (node ?? pair?.key);
  return isScalar(shown) || isMap(shown) || isSeq(shown) || isAlias(shown) ? tokenOf(shown, text) : undefined;
}

function tokenOf(node: Node, text: string): Token | undefined {
  if (!node.range) return undefined;
  const [start, end] = node.range;
  const inside = isScalar(node) && typeof node.value === 'string' && insideOf(node, text, start);
  return { start, end, ...(inside && { inside }) };
}

/** Plain text on one line shows its characters as they are; block scalars and folded lines hide where each stands. */
function insideOf(node: Scalar, text: string, start: number): Token['inside'] | false {
  if (node.type === Scalar.QUOTE_DOUBLE) return insideDoubleQuotes(text, start);
  if (node.type === Scalar.QUOTE_SINGLE) return insideSingleQuotes(text, start);
  const value = String(node.value);
  return node.type === Scalar.PLAIN && text.startsWith(value, start) && ((index) => start + index);
}

function* duplicates(node: unknown, path: Path): Generator<TextProblem> {
  if (isSeq(node))
    for (const [index, item] of node.items.entries()) yield* duplicates(item, [...path, index]);
  if (!isMap(node)) return;
  const seen = new Set<string>();
  for (const item of node.items) {
    if (!isPair(item)) continue;
    const key = keyOf(item);
    const offset = isScalar(item.key) ? (item.key.range?.[0] ?? 0) : 0;
    if (seen.has(key)) yield { kind: 'duplicate-key', message: key, offset, path: [...path, key] };
    seen.add(key);
    yield* duplicates(item.value, [...path, key]);
  }
}

function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}
