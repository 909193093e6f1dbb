import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { JsonValue } from '../language/json';
import type { Path } from '../language/pointer';
import { insideDoubleQuotes } from './escapes';
import type { ParsedText, TextProblem, Token } from './source';

/** Reads JSON exactly: no comments, no trailing commas. The last of two equal keys wins, as in every JSON parser. */
export function readJson(text: string): ParsedText {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const find = (path: Path, key: boolean) => findToken(root, text, path, key);
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (error) {
    const [first] = errors;
    const message = first === undefined ? undefined : WORDS[printParseErrorCode(first.error)];
    return {
      find,
      problems: [
        {
          kind: 'syntax',
          message: message ?? (error as Error).message,
          offset: first?.offset ?? 0,
          path: [],
        },
      ],
    };
  }
  return { value, find, problems: root === undefined ? [] : [...duplicates(root, [])] };
}

function findToken(root: Node | undefined, text: string, path: Path, key: boolean): Token | undefined {
  let node = root;
  let name: Node | undefined;
  for (const step of path) {
    const property = node?.children?.findLast(({ children }) => children?.[0]?.value === String(step));
    name = node?.type === 'object' ? property?.children?.[0] : undefined;
    node = node?.type === 'array' ? node.children?.[Number(step)] : name && property?.children?.[1];
  }
  const shown = key ? (name ?? node) : node;
  return (
    shown && {
      start: shown.offset,
      end: shown.offset + shown.length,
      ...(shown.type === 'string' && { inside: insideDoubleQuotes(text, shown.offset) }),
    }
  );
}

function* duplicates(node: Node, path: Path): Generator<TextProblem> {
  if (node.type === 'array')
    for (const [index, item] of (node.children ?? []).entries()) yield* duplicates(item, [...path, index]);
  if (node.type !== 'object') return;
  const seen = new Set<string>();
  for (const { children: [name, value] = [] } of node.children ?? []) {
    if (name === undefined) continue;
    const key = String(name.value);
    if (seen.has(key))
      yield { kind: 'duplicate-key', message: key, offset: name.offset, path: [...path, key] };
    seen.add(key);
    if (value !== undefined) yield* duplicates(value, [...path, key]);
  }
}

const WORDS: Readonly<Partial<Record<ReturnType<typeof printParseErrorCode>, string>>> = {
  InvalidSymbol: 'this is no JSON value; text needs double quotes',
  InvalidNumberFormat: 'this is no number of JSON',
  PropertyNameExpected: 'a key in double quotes is expected here; JSON has no trailing commas',
  ValueExpected: 'a value is expected here; JSON has no trailing commas',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected here',
  CloseBraceExpected: 'a closing brace is expected here',
  CloseBracketExpected: 'a closing bracket is expected here',
  EndOfFileExpected: 'nothing more is expected after the definition',
  InvalidCommentToken: 'JSON has no comments; use the field Comment',
  UnexpectedEndOfComment: 'JSON has no comments; use the field Comment',
  UnexpectedEndOfString: 'the text has no closing quote on its line',
  UnexpectedEndOfNumber: 'the number ends too early',
  InvalidUnicode: 'four hexadecimal digits are expected after \\u',
  InvalidEscapeCharacter: 'JSON has no such escape; a backslash is written \\\\',
  InvalidCharacter: 'a character that JSON wants escaped, such as a tab or a line break in text',
};
