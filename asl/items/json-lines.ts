import type { JsonValue } from '../language/json';
import { ItemReaderError } from './item-reader-error';
import { decodeText, type RecordFormat } from './record-splitter';

const NEWLINE = 0x0a;

/** JSON Lines (https://jsonlines.org): one value in a line; lines without anything are skipped. */
export class JsonLines implements RecordFormat<{ readonly value: JsonValue }> {
  readonly noun = 'line';

  take(byte: number): boolean {
    return byte === NEWLINE;
  }

  finish(bytes: Uint8Array, number: number): { readonly value: JsonValue } | undefined {
    const text = decodeText(bytes, `line ${number}`);
    if (text.trim() === '') return undefined;
    try {
      return { value: JSON.parse(text) as JsonValue };
    } catch (error) {
      throw new ItemReaderError(`line ${number} is not JSON: ${(error as Error).message}`);
    }
  }

  end(bytes: Uint8Array, number: number): { readonly value: JsonValue } | undefined {
    return this.finish(bytes, number);
  }
}
