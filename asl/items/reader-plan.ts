import type { JsonValue } from '../language/json';
import { ItemReaderError } from './item-reader-error';

/** A ReaderConfig whose paths and expressions are resolved, as a `read` command carries it. */
export type ReaderConfig = { readonly [key: string]: JsonValue | undefined };

/** What a ReaderConfig asks for, checked. */
export interface ReaderPlan {
  readonly type: 'CSV' | 'JSON' | 'JSONL';
  /** Of CSV: given, or to be taken from the first row (absent). */
  readonly headers?: readonly string[];
  readonly delimiter: string;
  /** Infinity where there is no limit. */
  readonly maxItems: number;
}

const DELIMITERS: ReadonlyMap<string, string> = new Map([
  ['COMMA', ','],
  ['PIPE', '|'],
  ['SEMICOLON', ';'],
  ['SPACE', ' '],
  ['TAB', '\t'],
]);

const KEYS = new Set(['InputType', 'CSVHeaderLocation', 'CSVHeaders', 'CSVDelimiter', 'MaxItems']);

/**
 * Reads a ReaderConfig: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 * @throws ItemReaderError for what the config asks and cannot have
 */
export function planReader(config: ReaderConfig): ReaderPlan {
  const unknown = Object.keys(config).find((key) => !KEYS.has(key));
  if (unknown !== undefined)
    throw new ItemReaderError(`ReaderConfig.${unknown} is not supported; known are ${[...KEYS].join(', ')}.`);
  const type = inputType(config['InputType']);
  const maxItems = maxItemsOf(config['MaxItems']);
  if (type !== 'CSV') return { type, delimiter: ',', maxItems };
  const headers = headersOf(config['CSVHeaderLocation'], config['CSVHeaders']);
  const name = config['CSVDelimiter'] ?? 'COMMA';
  const delimiter = typeof name === 'string' ? DELIMITERS.get(name) : undefined;
  if (delimiter === undefined)
    throw new ItemReaderError(
      `ReaderConfig.CSVDelimiter is ${JSON.stringify(name)}; known are ${[...DELIMITERS.keys()].join(', ')}.`,
    );
  return { type, delimiter, maxItems, ...(headers !== undefined && { headers }) };
}

/**
 * The limit on items: 0 or none is no limit.
 * @throws ItemReaderError where it is not a whole number of at least 0
 */
export function maxItemsOf(value: JsonValue | undefined): number {
  if (value === undefined) return Infinity;
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number))
    throw new ItemReaderError(`field MaxItems must be a whole number, and is ${JSON.stringify(value)}`);
  if (number < 0) throw new ItemReaderError('field MaxItems must be positive');
  return number === 0 ? Infinity : number;
}

/** @throws ItemReaderError where a name stands twice: one value would hide the other */
export function checkHeaders(headers: readonly string[]): readonly string[] {
  if (new Set(headers).size === headers.length) return headers;
  throw new ItemReaderError('CSV headers cannot contain duplicates.');
}

function inputType(type: JsonValue | undefined): ReaderPlan['type'] {
  if (type === 'CSV' || type === 'JSON' || type === 'JSONL') return type;
  if (type === 'PARQUET' || type === 'MANIFEST')
    throw new ItemReaderError(
      `ReaderConfig.InputType ${type} is not supported here. Convert the data to JSONL or CSV, or list the objects with listObjectsV2.`,
    );
  const problem = type === undefined ? 'is missing' : `is ${JSON.stringify(type)}`;
  throw new ItemReaderError(`ReaderConfig.InputType ${problem}; give CSV, JSON or JSONL.`);
}

function headersOf(
  location: JsonValue | undefined,
  headers: JsonValue | undefined,
): readonly string[] | undefined {
  if (location === 'FIRST_ROW') return undefined;
  if (location !== 'GIVEN')
    throw new ItemReaderError(
      `ReaderConfig.CSVHeaderLocation ${location === undefined ? 'is missing' : `is ${JSON.stringify(location)}`}; give FIRST_ROW or GIVEN.`,
    );
  if (!isTexts(headers) || headers.length === 0)
    throw new ItemReaderError(
      'ReaderConfig.CSVHeaders must be a list of names where CSVHeaderLocation is GIVEN.',
    );
  return checkHeaders(headers);
}

function isTexts(value: JsonValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
