import { childrenOf } from '../node';
import type { JsonataNode } from '../node';

/**
 * The names that an expression binds itself. The body of a function runs later than it is written, so there also those
 * names count that its surroundings bind after it.
 */
export class Scope {
  readonly #parent: Scope | undefined;
  readonly #bound: Set<string>;
  /** Bound somewhere in this block. */
  readonly #later: ReadonlySet<string>;
  readonly #inFunction: boolean;

  private constructor(
    parent: Scope | undefined,
    bound: Iterable<string>,
    later: Iterable<string>,
    inFunction: boolean,
  ) {
    this.#parent = parent;
    this.#bound = new Set(bound);
    this.#later = new Set(later);
    this.#inFunction = inFunction;
  }

  static around(expressions: readonly JsonataNode[]): Scope {
    return new Scope(undefined, [], expressions.flatMap(boundIn), false);
  }

  block(expressions: readonly JsonataNode[]): Scope {
    return new Scope(this, [], expressions.flatMap(boundIn), false);
  }

  lambda(parameters: readonly string[]): Scope {
    return new Scope(this, parameters, [], true);
  }

  bind(name: string): void {
    this.#bound.add(name);
  }

  has(name: string, later = false): boolean {
    if (this.#bound.has(name) || (later && this.#later.has(name))) return true;
    return this.#parent?.has(name, later || this.#inFunction) ?? false;
  }
}

/** The names that a node binds in the block around it: not those of blocks, paths and functions inside it. */
function boundIn(node: JsonataNode): string[] {
  if (node.type === 'block' || node.type === 'lambda' || node.type === 'path') return [];
  const own = node.type === 'bind' ? [String((node.lhs as JsonataNode).value)] : [];
  return [...own, ...childrenOf(node).flatMap(boundIn)];
}
