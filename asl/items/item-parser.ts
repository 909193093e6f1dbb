import type { JsonValue } from '../language/json';
import { CsvRows } from './csv-rows';
import { JsonArray } from './json-array';
import { JsonLines } from './json-lines';
import { checkHeaders, type ReaderPlan } from './reader-plan';
import { RecordSplitter, type RecordFormat, type RecordStart, type SplitRecord } from './record-splitter';

/** Where an item begins: reading goes on there without what stands before it. Plain JSON. */
export interface ItemStart extends RecordStart {
  /** Items before it. */
  readonly item: number;
  /** The CSV's own headers, which stand before it. */
  readonly headers?: readonly string[];
}

export interface ReadItem {
  readonly value: JsonValue;
  readonly start: ItemStart;
}

/** A row's cells, or a value as it is. */
type Content = readonly string[] | { readonly value: JsonValue };

const BEGINNING: ItemStart = { item: 0, byte: 0, records: 0 };

/** Reads items out of an object's bytes as they come, from its beginning or from where an item begins. */
export class ItemParser {
  readonly #splitter: RecordSplitter<Content>;
  #headers: readonly string[] | undefined;
  #item: number;

  /** @param from a start that this plan's parser gave; the bytes pushed begin at its `byte`. Default: the beginning */
  constructor(
    private readonly plan: ReaderPlan,
    from: ItemStart = BEGINNING,
  ) {
    // Before the first item stands more than records: a byte order mark, a bracket, a row of headers.
    const start = from.item === 0 ? BEGINNING : from;
    this.#item = start.item;
    this.#headers = plan.headers ?? start.headers;
    this.#splitter = new RecordSplitter(formatOf(plan, start.item > 0), start);
  }

  /** Whether MaxItems says that no further item is wanted. */
  get full(): boolean {
    return this.#item >= this.plan.maxItems;
  }

  /** @throws ItemReaderError where the bytes are not what the plan says */
  *push(chunk: Uint8Array): Generator<ReadItem> {
    yield* this.items(this.#splitter.push(chunk));
  }

  *end(): Generator<ReadItem> {
    yield* this.items(this.#splitter.end());
  }

  private *items(records: Iterable<SplitRecord<Content>>): Generator<ReadItem> {
    if (this.full) return;
    for (const { record, start } of records) {
      if (!('value' in record) && this.#headers === undefined) {
        this.#headers = checkHeaders(record);
        continue;
      }
      const value = 'value' in record ? record.value : rowOf(this.#headers ?? [], record);
      const own = this.plan.type === 'CSV' && this.plan.headers === undefined;
      yield { value, start: { item: this.#item, ...start, ...(own && { headers: this.#headers ?? [] }) } };
      this.#item += 1;
      if (this.full) return;
    }
  }
}

function formatOf({ type, delimiter }: ReaderPlan, inside: boolean): RecordFormat<Content> {
  if (type === 'CSV') return new CsvRows(delimiter);
  return type === 'JSON' ? new JsonArray(inside) : new JsonLines();
}

/** Cells that are missing are empty, and those without a header are left out. */
function rowOf(headers: readonly string[], cells: readonly string[]): JsonValue {
  return Object.fromEntries(headers.map((header, index) => [header, cells[index] ?? '']));
}
