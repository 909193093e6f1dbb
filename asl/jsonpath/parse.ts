import { Cursor, isBlank } from './cursor';
import { parseBracket } from './parse-bracket';
import type { Query, Root, Step } from './query';

const VARIABLE = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;

/** Reads a whole path. @throws PathSyntaxError */
export function parsePath(text: string): Query {
  const cursor = new Cursor(text);
  if (cursor.here !== '$') cursor.fail("A path must begin with '$'");
  const query = parseQuery(cursor, endsName);
  cursor.skipBlanks();
  if (!cursor.atEnd) {
    cursor.fail(
      isBlank(text.charAt(cursor.at - 1))
        ? "A name with a blank must be written as ['the name']"
        : "Expected '.' or '['",
    );
  }
  return query;
}

/** The next character ends a name outside a filter. Anything else may be in one, `-` and `{` too. */
function endsName(character: string): boolean {
  return character === '.' || character === '[' || character === '(' || isBlank(character);
}

/** Inside a filter a name also ends where an operator or the filter itself may go on. */
function endsNameInFilter(character: string): boolean {
  return endsName(character) || '<>=~!&|),]'.includes(character);
}

function parseQuery(cursor: Cursor, ends: (character: string) => boolean): Query {
  const root = parseRoot(cursor);
  const steps: Step[] = [];
  for (;;) {
    if (cursor.here === '[') {
      steps.push(parseBracket(cursor, parseFilterQuery));
    } else if (cursor.here === '.') {
      parseDot(cursor, ends, steps);
    } else {
      return { root, steps };
    }
  }
}

function parseFilterQuery(cursor: Cursor): Query {
  return parseQuery(cursor, endsNameInFilter);
}

function parseRoot(cursor: Cursor): Root {
  if (cursor.take('@')) return { kind: 'current' };
  if (cursor.take('$$')) return { kind: 'context' };
  cursor.expect('$', 'at the beginning of a path');
  VARIABLE.lastIndex = cursor.at;
  const name = VARIABLE.exec(cursor.text)?.[0];
  if (name === undefined) return { kind: 'input' };
  cursor.at += name.length;
  return { kind: 'variable', name };
}

/** `.name`, `..name`, `.*`, `.length()`; a bracket may follow the dots. */
function parseDot(cursor: Cursor, ends: (character: string) => boolean, steps: Step[]): void {
  cursor.at++;
  if (cursor.take('.')) steps.push({ kind: 'descend' });
  if (cursor.here === '[') return;
  const start = cursor.at;
  const name = cursor.takeWhile((character) => !ends(character));
  if (name === '') cursor.fail("Expected a name, '*' or '[' after '.'", start);
  if (cursor.here === '(') {
    parseArguments(cursor);
    steps.push({ kind: 'function', name });
  } else {
    steps.push(name === '*' ? { kind: 'wildcard' } : { kind: 'name', name });
  }
}

/** Goes past a function's arguments: nothing evaluates them. */
function parseArguments(cursor: Cursor): void {
  const start = cursor.at;
  let open = 0;
  do {
    if (cursor.atEnd) cursor.fail("Expected ')' for this '('", start);
    if (cursor.here === '(') open++;
    if (cursor.here === ')') open--;
    cursor.at++;
  } while (open > 0);
}
