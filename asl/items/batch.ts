import type { JsonValue } from '../language/json';
import { ItemBatcherError } from './item-batcher-error';
import { jsonBytes } from './json-bytes';

/** An ItemBatcher with its paths and expressions resolved. */
export interface BatchRules {
  /** MaxItemsPerBatch. Default: no limit. */
  readonly maxItems?: number;
  /**
   * MaxInputBytesPerBatch: of the whole input of a batch as JSON. Default: 262,144, the service's limit on inputs, which
   * an item that is larger by itself does not meet: it makes a batch alone, for the limit on inputs to judge.
   */
  readonly maxBytes?: number;
  /** BatchInput: what every batch is given beside its items. */
  readonly batchInput?: JsonValue;
}

const DEFAULT_MAX_BYTES = 256 * 1024;

/** The input of the processor for one batch. */
export type Batch = {
  readonly BatchInput?: JsonValue;
  readonly Items: readonly JsonValue[];
};

/**
 * Puts items into batches, in order and as full as both limits allow:
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
 * @throws ItemBatcherError where a limit is not a whole number over 0, or one item alone is over `maxBytes`
 */
export function batchItems(items: readonly JsonValue[], rules: BatchRules): Batch[] {
  const maxItems = limit('MaxItemsPerBatch', rules.maxItems, Infinity);
  const maxBytes = limit('MaxInputBytesPerBatch', rules.maxBytes, DEFAULT_MAX_BYTES);
  const around = rules.batchInput === undefined ? {} : { BatchInput: rules.batchInput };
  const emptyBytes = jsonBytes({ ...around, Items: [] });
  const batches: Batch[] = [];
  let batch: JsonValue[] = [];
  let bytes = emptyBytes;
  for (const [index, item] of items.entries()) {
    const itemBytes = jsonBytes(item);
    if (rules.maxBytes !== undefined && emptyBytes + itemBytes > maxBytes)
      throw new ItemBatcherError(
        `item ${index + 1} alone makes a batch of ${emptyBytes + itemBytes} bytes, over the ${maxBytes} of MaxInputBytesPerBatch.`,
      );
    const withComma = itemBytes + (batch.length === 0 ? 0 : 1);
    if (batch.length > 0 && (batch.length === maxItems || bytes + withComma > maxBytes)) {
      batches.push({ ...around, Items: batch });
      batch = [];
      bytes = emptyBytes;
    }
    bytes += batch.length === 0 ? itemBytes : withComma;
    batch.push(item);
  }
  if (batch.length > 0) batches.push({ ...around, Items: batch });
  return batches;
}

function limit(field: string, value: number | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (Number.isInteger(value) && value > 0) return value;
  throw new ItemBatcherError(`${field} is ${value}; it must be a whole number over 0.`);
}
