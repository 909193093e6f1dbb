/** What `library.js` is: jsonata's parser and evaluator, made by tools/derive-jsonata.mjs (`npm run build`). */
import type { Frame } from './frame';
import type { globals } from './globals';
import type { JsonataNode } from './node';
import type { Matcher } from './pattern/matcher';
import type { Meter } from './meter';

/** A function of the library, or one that `defineFunction` made; `undefined` stands for "no value". */
export type NativeFunction = (this: { environment: Frame; input?: unknown }, ...args: never[]) => unknown;

export interface FunctionDefinition {
  readonly implementation: NativeFunction;
}

/** What the evaluator takes from outside instead of from its surroundings. */
export interface LibraryHost {
  readonly meter: Meter;
  readonly globals: typeof globals;
  readonly Frame: typeof Frame;
  /** Marks of the library's own function values. */
  readonly LAMBDA: symbol;
  readonly NATIVE: symbol;
  readonly NOT_PLAIN: symbol;
  plainPath(path: JsonataNode, input: unknown, frame: Frame): unknown;
  isTupleStream(value: unknown): boolean;
  objectsOf(value: unknown): Set<unknown>;
  setOwn(target: unknown, key: string, value: unknown): void;
  describe(value: unknown): string | undefined;
  matcher(pattern: RegExp): Matcher;
  signature(source: string): { exec(text: string): ArrayLike<string | undefined> | null };
  random(): number;
  btoa(text: string): string;
  atob(text: string): string;
}

export interface JsonataLibrary {
  /** Throws `{ code, position, token, … }`, or a SyntaxError of the engine's RegExp. */
  parse(expression: string): JsonataNode;
  evaluate(node: JsonataNode, input: unknown, frame: Frame): unknown;
  /** The library's own functions, without `$now` and `$millis`. */
  readonly staticFrame: Frame;
  defineFunction(implementation: NativeFunction, signature?: string): FunctionDefinition;
  isFunction(value: unknown): boolean;
  /** Puts `message` into what the library threw. */
  populateMessage(thrown: object): void;
}

export declare function createLibrary(host: LibraryHost): JsonataLibrary;
