import type { JsonValue } from '../language/json';
import { ItemReaderError } from './item-reader-error';
import { decodeText, type RecordFormat } from './record-splitter';

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** Tab, line feed, carriage return, space. */
const BLANKS = new Set([0x09, 0x0a, 0x0d, 0x20]);

/** The elements of one JSON array, each parsed by itself, so that the whole is never held. */
export class JsonArray implements RecordFormat<{ readonly value: JsonValue }> {
  readonly noun = 'item';
  #where: 'before' | 'inside' | 'after';
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** Bytes before the element in the record under way: the opening bracket and what stands before it. */
  #lead = 0;

  /** @param inside whether reading begins behind a comma of the array, and not before its bracket */
  constructor(inside = false) {
    this.#where = inside ? 'inside' : 'before';
  }

  take(byte: number): boolean {
    if (this.#where !== 'inside') return this.outside(byte);
    if (this.#inText) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inText = false;
      return false;
    }
    if (byte === QUOTE) this.#inText = true;
    else if (byte === OPEN || byte === OPEN_BRACE) this.#depth += 1;
    else if (byte === COMMA) return this.#depth === 0;
    else if (byte === CLOSE || byte === CLOSE_BRACE) {
      return this.closes(byte);
    }
    return false;
  }

  finish(bytes: Uint8Array, number: number): { readonly value: JsonValue } | undefined {
    const text = decodeText(bytes.subarray(this.#lead, -1), `item ${number}`);
    this.#lead = 0;
    const isEmptyArray = this.#where === 'after' && number === 1 && text.trim() === '';
    if (isEmptyArray) return undefined;
    try {
      return { value: JSON.parse(text) as JsonValue };
    } catch (error) {
      throw new ItemReaderError(`item ${number} is not JSON: ${(error as Error).message}`);
    }
  }

  end(): undefined {
    if (this.#where === 'before')
      throw new ItemReaderError('Attempting to map over nothing: the object is empty.');
    if (this.#where === 'inside')
      throw new ItemReaderError('the JSON array has no closing bracket; the object is cut off.');
    return undefined;
  }

  private closes(byte: number): boolean {
    if (this.#depth > 0) {
      this.#depth -= 1;
      return false;
    }
    if (byte === CLOSE_BRACE) throw new ItemReaderError('a brace in the JSON array closes nothing.');
    this.#where = 'after';
    return true;
  }

  private outside(byte: number): boolean {
    this.#lead += 1;
    if (BLANKS.has(byte)) return false;
    if (this.#where === 'after') throw new ItemReaderError('something follows the JSON array.');
    if (byte !== OPEN)
      throw new ItemReaderError('Attempting to map over non-iterable node: the JSON is not an array.');
    this.#where = 'inside';
    return false;
  }
}
