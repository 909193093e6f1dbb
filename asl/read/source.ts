import type { JsonValue } from '../language/json';
import type { Path } from '../language/pointer';

/** What a parser made of a text. */
export interface ParsedText {
  /** Absent where the text could not be read at all. */
  readonly value?: JsonValue;
  readonly problems: readonly TextProblem[];
  /** Offsets of a value, or of its key in the object around it. */
  find(path: Path, key: boolean): Token | undefined;
}

export interface TextProblem {
  readonly kind: 'syntax' | 'duplicate-key';
  readonly message: string;
  readonly offset: number;
  readonly path: Path;
}

/** Where a value or key stands in the text. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Offset into the text of a character of a string's value; absent where the notation hides it. */
  readonly inside?: (index: number) => number;
}
