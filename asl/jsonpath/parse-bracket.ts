import type { Cursor } from './cursor';
import { parseFilter, type ParseQuery } from './parse-filter';
import { parseQuoted } from './parse-literal';
import type { Step } from './query';

const MAX_INDEX = 2 ** 31 - 1;

/** `['a']`, `['a','b']`, `[0]`, `[-1]`, `[0,2]`, `[1:3]`, `[*]`, `[?(…)]`. */
export function parseBracket(cursor: Cursor, parseQuery: ParseQuery): Step {
  const start = cursor.at;
  cursor.expect('[', 'here');
  cursor.skipBlanks();
  const step = parseInside(cursor, parseQuery, start);
  cursor.skipBlanks();
  cursor.expect(']', 'at the end of a bracket');
  return step;
}

function parseInside(cursor: Cursor, parseQuery: ParseQuery, start: number): Step {
  if (cursor.take('*')) return { kind: 'wildcard' };
  if (cursor.take('?')) {
    cursor.skipBlanks();
    if (cursor.here !== '(') cursor.fail("Expected '(' after '[?'");
    return { kind: 'filter', filter: parseFilter(cursor, parseQuery) };
  }
  if (cursor.here === "'" || cursor.here === '"') {
    const [name, ...more] = parseList(cursor, () => parseQuoted(cursor, 'name'));
    return more.length === 0 ? { kind: 'name', name } : { kind: 'names', names: [name, ...more] };
  }
  if (!/[-\d:]/.test(cursor.here)) {
    cursor.fail("Expected a number, a name in quotes, '*' or '?(…)' after '['");
  }
  return parseNumbers(cursor, start);
}

function parseNumbers(cursor: Cursor, start: number): Step {
  if (cursor.here === ':') return parseSlice(cursor, undefined, start);
  const [index, ...more] = parseList(cursor, () => parseIndex(cursor));
  cursor.skipBlanks();
  if (more.length > 0) return { kind: 'indexes', indexes: [index, ...more] };
  return cursor.here === ':' ? parseSlice(cursor, index, start) : { kind: 'index', index };
}

function parseSlice(cursor: Cursor, from: number | undefined, start: number): Step {
  cursor.expect(':', 'in a slice');
  cursor.skipBlanks();
  const to = cursor.here === ']' || cursor.here === ':' ? undefined : parseIndex(cursor);
  cursor.skipBlanks();
  if (cursor.here === ':') cursor.fail('A slice has no step: it is [from:to]');
  if (from === undefined && to === undefined) cursor.fail("A slice needs an end: write '[*]' for all", start);
  return { kind: 'slice', ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function parseIndex(cursor: Cursor): number {
  const start = cursor.at;
  const minus = cursor.take('-');
  const digits = cursor.takeWhile((character) => character >= '0' && character <= '9');
  if (digits === '') cursor.fail('Expected a number');
  const index = Number(digits);
  if (index > MAX_INDEX) cursor.fail('The index is too large', start);
  return minus && index !== 0 ? -index : index;
}

function parseList<T>(cursor: Cursor, parseItem: () => T): [T, ...T[]] {
  const items: [T, ...T[]] = [parseItem()];
  for (;;) {
    cursor.skipBlanks();
    if (!cursor.take(',')) return items;
    cursor.skipBlanks();
    items.push(parseItem());
  }
}
