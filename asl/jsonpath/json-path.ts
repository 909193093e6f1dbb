import { cached } from '../cache';
import { compilePath } from './compile';
import { describeMiss } from './miss';
import { parsePath } from './parse';
import { isChild, isDefinite, type Query } from './query';
import type { PathScope } from './scope';
import { collectUses } from './uses';

/** A path, read and compiled. */
export interface JsonPath {
  readonly text: string;
  /** Where it begins: `$` the state's input, `$$` the context object, `$name` a variable. */
  readonly root:
    | { readonly kind: 'input' | 'context' }
    | { readonly kind: 'variable'; readonly name: string };
  /** It names one node. Then a miss is an error of the run; an indefinite path that finds nothing is `[]`. */
  readonly definite: boolean;
  /** The names and indexes that it begins with: `$$.State.RetryCount` has `['State', 'RetryCount']`. */
  readonly leadingKeys: readonly (string | number)[];
  /** Every variable that it reads, in its filters too. */
  readonly variables: readonly string[];
  /** Functions that it calls, such as `length`: the service accepts them and then finds nothing. */
  readonly functions: readonly string[];
  /**
   * The value; undefined: a definite path that finds nothing. Of an indefinite path always an array.
   * @throws PathLimitError, RegexLimitError where a scan or a pattern would take too long
   */
  evaluate(scope: PathScope): unknown;
  /** Why a definite path finds nothing: `No results for path: $['a']`. */
  describeMiss(scope: PathScope): string;
}

/**
 * Reads a path in the dialect of json-path (https://github.com/json-path/JsonPath), which the service uses.
 * The last 1,000 are remembered.
 * @throws PathSyntaxError
 */
export const parseJsonPath: (text: string) => JsonPath = cached({ entries: 1_000 }, (text) => {
  const query = parsePath(text);
  const uses = { variables: new Set<string>(), functions: new Set<string>() };
  collectUses(query, uses);
  return {
    text,
    root: rootOf(query),
    definite: isDefinite(query.steps) || uses.functions.size > 0,
    leadingKeys: leadingKeys(query),
    variables: [...uses.variables],
    functions: [...uses.functions],
    evaluate: compilePath(query, text),
    describeMiss: (scope) => describeMiss(query, scope),
  };
});

function rootOf({ root }: Query): JsonPath['root'] {
  if (root.kind === 'variable') return root;
  return { kind: root.kind === 'context' ? 'context' : 'input' };
}

function leadingKeys({ steps }: Query): (string | number)[] {
  const keys: (string | number)[] = [];
  for (const step of steps) {
    if (!isChild(step)) break;
    keys.push(step.kind === 'name' ? step.name : step.index);
  }
  return keys;
}
