import { ItemReaderError } from './item-reader-error';

/** What is a record of a format, byte by byte. `number` counts the records of the object from 1, for messages. */
export interface RecordFormat<T> {
  /** What a record is called in messages: `row`, `line`, `item`. */
  readonly noun: string;
  /** Takes the next byte; true where it ends a record. */
  take(byte: number): boolean;
  /** The record that has just ended, from its bytes with all that delimits it; undefined where it is none. */
  finish(bytes: Uint8Array, number: number): T | undefined;
  /** The input is over; what is left of it, where that is a record. */
  end(bytes: Uint8Array, number: number): T | undefined;
}

/** Where a record begins. */
export interface RecordStart {
  /** Bytes before it in the object. */
  readonly byte: number;
  /** Records before it, with those that are no items (a row of headers, an empty line). */
  readonly records: number;
}

export interface SplitRecord<T> {
  readonly record: T;
  readonly start: RecordStart;
}

/** The largest record, in bytes: a quote that is never closed would make one of the whole object. */
export const MAX_RECORD_BYTES = 512 * 1024;

const BOM = [0xef, 0xbb, 0xbf];

/** Cuts chunks of bytes into records wherever the chunks begin and end; holds one record and one chunk. */
export class RecordSplitter<T> {
  #rest: Uint8Array = new Uint8Array();
  /** Bytes of `#rest` that the format has taken. */
  #taken = 0;
  /** Where `#rest` begins in the object. */
  #byte: number;
  #records: number;

  /** @param start of the first record that will be pushed */
  constructor(
    private readonly format: RecordFormat<T>,
    start: RecordStart = { byte: 0, records: 0 },
  ) {
    this.#byte = start.byte;
    this.#records = start.records;
  }

  *push(chunk: Uint8Array): Generator<SplitRecord<T>> {
    this.#rest = this.#rest.length === 0 ? chunk : joined(this.#rest, chunk);
    if (this.#byte === 0 && this.#taken === 0) {
      if (this.#rest.length < BOM.length) return;
      this.skipMark();
    }
    yield* this.split();
  }

  *end(): Generator<SplitRecord<T>> {
    yield* this.split();
    const start = { byte: this.#byte, records: this.#records };
    const record = this.format.end(this.#rest, this.#records + 1);
    if (record !== undefined) yield { record, start };
  }

  private *split(): Generator<SplitRecord<T>> {
    const bytes = this.#rest;
    let from = 0;
    for (let index = this.#taken; index < bytes.length; index += 1) {
      if (!this.format.take(bytes[index] as number)) {
        if (index - from < MAX_RECORD_BYTES) continue;
        throw new ItemReaderError(
          `${this.format.noun} ${this.#records + 1} is longer than ${MAX_RECORD_BYTES} bytes; is a closing quote or bracket missing?`,
        );
      }
      const start = { byte: this.#byte + from, records: this.#records };
      const record = this.format.finish(bytes.subarray(from, index + 1), start.records + 1);
      from = index + 1;
      this.#records += 1;
      if (record !== undefined) yield { record, start };
    }
    this.#byte += from;
    this.#rest = bytes.subarray(from);
    this.#taken = this.#rest.length;
  }

  private skipMark(): void {
    if (!BOM.every((byte, index) => this.#rest[index] === byte)) return;
    this.#rest = this.#rest.subarray(BOM.length);
    this.#byte = BOM.length;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws ItemReaderError where the bytes are not UTF-8 */
export function decodeText(bytes: Uint8Array, where: string): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new ItemReaderError(`${where} is not UTF-8; save the object in that encoding.`);
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
