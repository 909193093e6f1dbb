import { ItemReaderError } from './item-reader-error';
import { decodeText, type RecordFormat } from './record-splitter';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** `quote-in-…`: behind a quote, which closes the cell or is the first of two. */
type At = 'start' | 'bare' | 'quoted' | 'quote-in-bare' | 'quote-in-quoted';

/**
 * Rows of CSV by the rules of https://docs.aws.amazon.com/step-functions/latest/dg/example-csv-parse-dist-map.html:
 * quotes may enclose a field, two stand for one in any field, and a backslash escapes a backslash, a quote or the
 * delimiter, and vanishes before anything else. (These rules no CSV library has.)
 */
export class CsvRows implements RecordFormat<readonly string[]> {
  readonly noun = 'row';
  readonly #delimiter: number;
  #at: At = 'start';
  #escaped = false;
  /** The row's text without what only delimits and escapes. */
  #text = new Uint8Array(256);
  #length = 0;
  /** Where fields end, in UTF-16 units of the text. */
  #ends: number[] = [];
  #units = 0;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  take(byte: number): boolean {
    if (this.#escaped) return this.afterBackslash(byte);
    if (this.#at === 'quote-in-quoted') {
      if (byte === QUOTE) return this.keep(byte, 'quoted');
      this.#at = 'bare';
    } else if (this.#at === 'quote-in-bare') {
      this.keep(QUOTE, 'bare');
      if (byte === QUOTE) return false;
    }
    if (byte === BACKSLASH) {
      this.#escaped = true;
      return false;
    }
    if (byte === QUOTE) return this.quote();
    if (this.#at === 'quoted') return this.keep(byte, 'quoted');
    if (byte === this.#delimiter) {
      this.endField();
      return false;
    }
    return byte === NEWLINE ? true : this.keep(byte, 'bare');
  }

  finish(_bytes: Uint8Array, number: number): readonly string[] {
    const last = this.#length - 1;
    if (this.#at === 'bare' && this.#text[last] === RETURN) {
      this.#length = last;
      this.#units -= 1;
    }
    this.endField();
    const text = decodeText(this.#text.subarray(0, this.#length), `row ${number}`);
    const fields = this.#ends.map((end, index) => text.slice(index === 0 ? 0 : this.#ends[index - 1], end));
    this.#length = 0;
    this.#units = 0;
    this.#ends = [];
    return fields;
  }

  end(bytes: Uint8Array, number: number): readonly string[] | undefined {
    if (bytes.length === 0) return undefined;
    if (this.#at === 'quoted') throw new ItemReaderError(`row ${number} has a quote that is never closed.`);
    if (this.#at === 'quote-in-bare') this.keep(QUOTE, 'bare');
    return this.finish(bytes, number);
  }

  private afterBackslash(byte: number): boolean {
    this.#escaped = false;
    const at = this.#at === 'quoted' ? 'quoted' : 'bare';
    if (byte === BACKSLASH || byte === QUOTE || byte === this.#delimiter) return this.keep(byte, at);
    this.#at = at;
    return this.take(byte);
  }

  private quote(): boolean {
    if (this.#at === 'start') this.#at = 'quoted';
    else this.#at = this.#at === 'quoted' ? 'quote-in-quoted' : 'quote-in-bare';
    return false;
  }

  private keep(byte: number, at: At): boolean {
    if (this.#length === this.#text.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#text);
      this.#text = larger;
    }
    this.#text[this.#length] = byte;
    this.#length += 1;
    // Four bytes of UTF-8 are two units, other sequences are one; bytes that continue a sequence are none.
    if ((byte & 0xc0) !== 0x80) this.#units += byte >= 0xf0 ? 2 : 1;
    this.#at = at;
    return false;
  }

  private endField(): void {
    this.#ends.push(this.#units);
    this.#at = 'start';
  }
}
