import { checkPattern } from '../regex';
import { setOwn } from '../language/own-property';
import { type Cursor, isBlank } from './cursor';
import type { Operand } from './query';

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/**
 * Text in quotes. In a filter's text the usual escapes work. In a name only the quote itself and the backslash are escaped:
 * seen at the service, a backslash before anything else stays.
 */
export function parseQuoted(cursor: Cursor, kind: 'name' | 'text'): string {
  const start = cursor.at;
  const quote = cursor.here;
  if (quote !== "'" && quote !== '"') cursor.fail(`Expected a ${kind} in quotes`);
  let text = '';
  for (cursor.at++; !cursor.take(quote); cursor.at++) {
    if (cursor.atEnd) cursor.fail(`Expected ${quote} at the end of this ${kind}`, start);
    if (cursor.here === '\\') text += parseEscape(cursor, quote, kind);
    else text += cursor.here;
  }
  return text;
}

/** Stops on the escape's last character. */
function parseEscape(cursor: Cursor, quote: string, kind: 'name' | 'text'): string {
  const next = cursor.text.charAt(cursor.at + 1);
  if (next !== quote && next !== '\\' && kind === 'name') return '\\';
  cursor.at++;
  if (next !== 'u') return ESCAPES[next] ?? next;
  const hex = cursor.text.slice(cursor.at + 1, cursor.at + 5);
  if (!/^[\da-fA-F]{4}$/.test(hex))
    cursor.fail("Expected four hexadecimal digits after '\\u'", cursor.at + 1);
  cursor.at += 4;
  return String.fromCharCode(Number.parseInt(hex, 16));
}

/** A number, text, true, false, null, a list or an object. A word without quotes is text: published definitions rely on it. */
export function parseLiteral(cursor: Cursor): unknown {
  cursor.skipBlanks();
  if (cursor.here === "'" || cursor.here === '"') return parseQuoted(cursor, 'text');
  if (cursor.here === '[') return cursor.deeper(() => parseListLiteral(cursor));
  if (cursor.here === '{') return cursor.deeper(() => parseObjectLiteral(cursor));
  const word = parseWord(cursor);
  if (NUMBER.test(word)) return Number(word);
  if (word === 'true' || word === 'false') return word === 'true';
  return word === 'null' ? null : word;
}

function parseWord(cursor: Cursor): string {
  const word = cursor.takeWhile(
    (character) => !isBlank(character) && !'()[]{},<>=~!&|:"\''.includes(character),
  );
  if (word === '') cursor.fail('Expected a path, a number or text');
  return word;
}

function parseListLiteral(cursor: Cursor): unknown[] {
  const items: unknown[] = [];
  cursor.at++;
  cursor.skipBlanks();
  while (!cursor.take(']')) {
    if (items.length > 0) cursor.expect(',', 'between the items of a list');
    items.push(parseLiteral(cursor));
    cursor.skipBlanks();
  }
  return items;
}

function parseObjectLiteral(cursor: Cursor): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  let first = true;
  cursor.at++;
  cursor.skipBlanks();
  while (!cursor.take('}')) {
    if (!first) cursor.expect(',', 'between the members of an object');
    first = false;
    cursor.skipBlanks();
    const key = cursor.here === "'" || cursor.here === '"' ? parseQuoted(cursor, 'text') : parseWord(cursor);
    cursor.skipBlanks();
    cursor.expect(':', 'after the name of a member');
    setOwn(members, key, parseLiteral(cursor));
    cursor.skipBlanks();
  }
  return members;
}

/** `/pattern/flags`; a `/` inside is written `\/`. */
export function parsePattern(cursor: Cursor): Operand {
  const start = cursor.at;
  let source = '';
  for (cursor.at++; !cursor.take('/'); cursor.at++) {
    if (cursor.atEnd) cursor.fail("Expected '/' at the end of this pattern", start);
    if (cursor.here === '\\') {
      cursor.at++;
      if (!cursor.startsWith('/')) source += '\\';
    }
    source += cursor.here;
  }
  const flags = cursor.takeWhile((character) => /[a-zA-Z]/.test(character));
  const problem = checkPattern(source, flags);
  if (problem !== undefined) cursor.fail(problem, start);
  return { kind: 'pattern', source, flags };
}
