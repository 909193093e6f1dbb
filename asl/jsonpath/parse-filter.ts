import { type Cursor, isBlank } from './cursor';
import { parseLiteral, parsePattern } from './parse-literal';
import { type Filter, type Operand, type Operator, type Query, SYMBOLS, WORDS } from './query';

export type ParseQuery = (cursor: Cursor) => Query;

/** `(…)` of a filter: comparisons and existence tests with `!`, `&&` (binds tighter), `||` and brackets. */
export function parseFilter(cursor: Cursor, parseQuery: ParseQuery): Filter {
  cursor.expect('(', 'here');
  return cursor.deeper(() => {
    const filter = parseJoined(cursor, '||', 'or', () =>
      parseJoined(cursor, '&&', 'and', () => parseTerm(cursor, parseQuery)),
    );
    cursor.skipBlanks();
    cursor.expect(')', "or an operator in a filter's condition");
    return filter;
  });
}

function parseJoined(cursor: Cursor, sign: string, kind: 'or' | 'and', parseOne: () => Filter): Filter {
  const first = parseOne();
  const operands = [first];
  for (;;) {
    cursor.skipBlanks();
    if (!cursor.take(sign)) return operands.length === 1 ? first : { kind, operands };
    operands.push(parseOne());
  }
}

function parseTerm(cursor: Cursor, parseQuery: ParseQuery): Filter {
  cursor.skipBlanks();
  if (cursor.take('!')) {
    return { kind: 'not', operand: cursor.deeper(() => parseTerm(cursor, parseQuery)) };
  }
  if (cursor.here === '(') return parseFilter(cursor, parseQuery);
  const start = cursor.at;
  const left = parseOperand(cursor, parseQuery);
  const operator = parseOperator(cursor);
  if (operator === undefined) {
    if (left.kind !== 'query') cursor.fail('A value alone is no condition: compare it with a path', start);
    return { kind: 'exists', query: left.query };
  }
  const right = parseOperand(cursor, parseQuery);
  if (operator === '=~' && (left.kind === 'pattern') === (right.kind === 'pattern')) {
    cursor.fail("Expected a pattern such as /a.*/ on one side of '=~'", start);
  }
  return { kind: 'compare', operator, left, right };
}

function parseOperator(cursor: Cursor): Operator | undefined {
  cursor.skipBlanks();
  const symbol = SYMBOLS.find((sign) => cursor.take(sign));
  if (symbol !== undefined) return symbol;
  const start = cursor.at;
  const word = cursor.takeWhile((character) => /[A-Za-z_]/.test(character)).toLowerCase();
  if (word === '') return undefined;
  const operator = WORDS.find((known) => known === word);
  if (operator === undefined || !(isBlank(cursor.here) || cursor.here === '[')) {
    cursor.fail(`Expected an operator (${[...SYMBOLS, ...WORDS].join(' ')})`, start);
  }
  return operator;
}

function parseOperand(cursor: Cursor, parseQuery: ParseQuery): Operand {
  cursor.skipBlanks();
  if (cursor.here === '@' || cursor.here === '$')
    return { kind: 'query', query: cursor.deeper(() => parseQuery(cursor)) };
  if (cursor.here === '/') return parsePattern(cursor);
  return { kind: 'literal', value: parseLiteral(cursor) };
}
