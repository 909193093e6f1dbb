import { shorten } from '../language/shorten';
import { parseJsonPath, PathSyntaxError } from '../jsonpath';
import type { Argument, Call } from './call';
import { IntrinsicSyntaxError } from './errors';
import { checkCall } from './functions';
import { endOfPath } from './path-end';
import { unescapeLiteral } from './unescape';

/** How deep calls may nest: https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html. */
const MAX_DEPTH = 10;
const NAME = /States\.([A-Za-z0-9]+)\s*\(/y;
const WORD = /[^\s,)]*/y;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Reads a whole call. @throws IntrinsicSyntaxError */
export function parseCall(text: string): Call {
  const parser = new Parser(text);
  const call = parser.call(1);
  parser.end();
  return call;
}

class Parser {
  private at = 0;

  constructor(private readonly text: string) {}

  call(depth: number): Call {
    const column = this.at;
    const name = this.match(NAME)?.[1];
    if (name === undefined) this.fail("Expected a call such as States.Format('…')");
    if (depth > MAX_DEPTH) this.fail(`Calls are nested deeper than ${String(MAX_DEPTH)} levels`, column);
    const call = { name, args: this.args(depth), column };
    const problem = checkCall(call);
    if (problem !== undefined) this.fail(problem, column);
    return call;
  }

  end(): void {
    this.blanks();
    if (this.at < this.text.length) this.fail('Expected nothing more after the call');
  }

  private args(depth: number): Argument[] {
    const args: Argument[] = [];
    this.blanks();
    if (this.take(')')) return args;
    for (;;) {
      args.push(this.argument(depth));
      this.blanks();
      if (this.take(')')) return args;
      if (!this.take(',')) this.fail("Expected ',' or ')' after an argument");
      this.blanks();
    }
  }

  private argument(depth: number): Argument {
    const column = this.at;
    const first = this.text.charAt(column);
    if (first === "'") return this.textLiteral(column);
    if (first === '$') return this.path(column);
    if (this.text.startsWith('States.', column)) return { kind: 'call', call: this.call(depth + 1), column };
    const word = this.match(WORD)?.[0] ?? '';
    if (NUMBER.test(word)) return { kind: 'literal', value: Number(word), column };
    if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true', column };
    if (word === 'null') return { kind: 'literal', value: null, column };
    return this.fail(
      'Expected an argument: a path, a call, text in single quotes, a number, true, false or null',
      column,
    );
  }

  private path(column: number): Argument {
    const text = this.text.slice(column, endOfPath(this.text, column)).trimEnd();
    this.at = column + text.length;
    try {
      return { kind: 'path', path: parseJsonPath(text), column };
    } catch (error) {
      if (error instanceof PathSyntaxError)
        throw new IntrinsicSyntaxError(error.message, column + error.column);
      throw error;
    }
  }

  private textLiteral(column: number): Argument {
    let end = column + 1;
    while (end < this.text.length && this.text[end] !== "'") end += this.text[end] === '\\' ? 2 : 1;
    if (end >= this.text.length) this.fail("Expected ' at the end of this text", column);
    const raw = this.text.slice(column + 1, end);
    this.at = end + 1;
    const value = unescapeLiteral(raw, (offset) =>
      this.fail("A backslash may stand only before ' { } and \\", column + 1 + offset),
    );
    return { kind: 'literal', value, raw, column };
  }

  private blanks(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at++;
  }

  private take(part: string): boolean {
    if (!this.text.startsWith(part, this.at)) return false;
    this.at += part.length;
    return true;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    this.at += match?.[0].length ?? 0;
    return match;
  }

  private fail(problem: string, column = this.at): never {
    throw new IntrinsicSyntaxError(
      `${problem}, at character ${String(column + 1)} of '${shorten(this.text, 80, column)}'`,
      column,
    );
  }
}
