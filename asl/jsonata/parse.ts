import { JsonataSyntaxError } from './errors';
import type { JsonataLibrary } from './library';
import { childrenOf } from './node';
import type { JsonataNode } from './node';
import { programOf } from './pattern/program';

interface Thrown {
  readonly code?: string;
  readonly message?: string;
  readonly position?: number;
  readonly token?: unknown;
}

/** The syntax tree of an expression. Throws {@link JsonataSyntaxError}. */
export function parseExpression(library: JsonataLibrary, expression: string): JsonataNode {
  try {
    const tree = library.parse(expression);
    compilePatterns(tree);
    return tree;
  } catch (thrown) {
    if (thrown instanceof RangeError)
      throw new JsonataSyntaxError('S0500', 'The expression is nested too deep to be read', 0);
    if (thrown instanceof SyntaxError)
      throw new JsonataSyntaxError('S0300', thrown.message, patternAt(expression, thrown));
    const { code = 'S0500', position, token } = thrown as Thrown;
    library.populateMessage(thrown as object);
    throw new JsonataSyntaxError(
      code,
      (thrown as Thrown).message ?? String(thrown),
      begin(expression, position, token),
    );
  }
}

/** Patterns are compiled with their expression, so that one that cannot be is told before anything runs. */
function compilePatterns(node: JsonataNode): void {
  if (node.type === 'regex') programOf(node.value as RegExp);
  for (const child of childrenOf(node)) compilePatterns(child);
}

/** The library reports where a token ends. */
function begin(expression: string, position: number | undefined, token: unknown): number {
  const end = Math.min(position ?? expression.length, expression.length);
  const text = typeof token === 'string' ? token : '';
  return text !== '' && expression.slice(0, end).endsWith(text) ? end - text.length : end;
}

/** RegExp names the pattern in its message; the library does not say where it stands. */
function patternAt(expression: string, { message }: SyntaxError): number {
  const pattern = /^Invalid regular expression: (\/.*\/)[a-z]*: /s.exec(message)?.[1];
  return Math.max(0, pattern === undefined ? 0 : expression.indexOf(pattern));
}
