import type { JsonValue } from '../language/json';
import { type Path, pathOf } from '../language/pointer';
import { lineMap, type Position } from './line-map';
import { readJson } from './read-json';
import { readYaml } from './read-yaml';
import type { ParsedText, TextProblem, Token } from './source';

export type DefinitionFormat = 'json' | 'yaml';

export interface ReadOptions {
  /** Default: JSON where the text begins with `{` (blanks aside), else YAML. */
  readonly format?: DefinitionFormat;
}

export interface LocateOptions {
  /** The key in the object around the value, instead of the value. */
  readonly key?: boolean;
  /** A character of a string's value, counted from 0, where the notation shows it. */
  readonly index?: number;
}

export interface Location extends Position {
  readonly endLine: number;
  readonly endColumn: number;
}

export interface TextDiagnostic extends Position {
  readonly kind: TextProblem['kind'];
  /** Of a duplicate key: the key. */
  readonly message: string;
  readonly path: Path;
}

export interface ReadDefinition {
  readonly format: DefinitionFormat;
  /** Absent where the text could not be read; `problems` says why. */
  readonly value?: JsonValue;
  readonly problems: readonly TextDiagnostic[];
  /** Where the value at a JSON Pointer (or at a path) stands; the nearest value around it where there is none. */
  locate(pointer: string | Path, options?: LocateOptions): Location | undefined;
}

/** Reads the text of a definition, JSON or YAML, and remembers where everything stands. Never throws. */
export function readDefinition(text: string, options: ReadOptions = {}): ReadDefinition {
  const format = options.format ?? (/^\s*\{/.test(text) ? 'json' : 'yaml');
  const positionAt = lineMap(text);
  const parsed = parse(text, format);
  return {
    format,
    ...(parsed.value !== undefined && { value: parsed.value }),
    problems: parsed.problems.map(({ offset, ...problem }) => ({ ...problem, ...positionAt(offset) })),
    locate(pointer, { key = false, index } = {}) {
      const path = typeof pointer === 'string' ? pathOf(pointer) : pointer;
      const token = nearest(parsed, path, key);
      if (token === undefined) return undefined;
      const start = index === undefined ? token.start : (token.inside?.(index) ?? token.start);
      const end = positionAt(token.end);
      return { ...positionAt(start), endLine: end.line, endColumn: end.column };
    },
  };
}

function parse(text: string, format: DefinitionFormat): ParsedText {
  try {
    return format === 'json' ? readJson(text) : readYaml(text);
  } catch (error) {
    // Both parsers recurse: thousands of nested brackets are more than the stack holds.
    const message = error instanceof RangeError ? 'it is nested too deeply' : (error as Error).message;
    return { problems: [{ kind: 'syntax', message, offset: 0, path: [] }], find: () => undefined };
  }
}

function nearest(parsed: ParsedText, path: Path, key: boolean): Token | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const token = parsed.find(path.slice(0, length), key || length < path.length);
    if (token !== undefined) return token;
  }
  return undefined;
}
