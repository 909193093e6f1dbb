import { parseTimestamp } from '../language/timestamp';

export interface TypeTest {
  readonly words: string;
  holds(value: unknown): boolean;
}

/** `IsPresent` apart: it alone may look at what is not there. */
export const TYPE_TESTS: Readonly<Record<string, TypeTest>> = {
  IsNull: { words: 'null', holds: (value) => value === null },
  IsNumeric: { words: 'a number', holds: (value) => typeof value === 'number' },
  IsString: { words: 'a string', holds: (value) => typeof value === 'string' },
  IsBoolean: { words: 'a boolean', holds: (value) => typeof value === 'boolean' },
  IsTimestamp: {
    words: 'a timestamp',
    holds: (value) => typeof value === 'string' && parseTimestamp(value) !== undefined,
  },
};
