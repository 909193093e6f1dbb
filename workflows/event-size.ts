/** Temporal's limit for one payload is 2 MiB; the payload's own frame takes some of it. */
export const MAX_PAYLOAD_BYTES = 2 * 1024 * 1024 - 512;

const MAX_DEPTH = 100;

/**
 * The size of a request as JSON in bytes, where it may lie over the limit, else `undefined`. Ordinary events are only
 * walked through, for they will be turned into JSON once more when they are scheduled. Throws what `JSON.stringify` throws.
 */
export function sizeNearLimit(request: object): number | undefined {
  if (rest(request, MAX_PAYLOAD_BYTES, 0) >= 0) return undefined;
  return jsonBytes(request);
}

/** What is smaller for sure is not measured: a thousand of them are no 2 MiB. */
const SMALL_BYTES = 2048;

/** The size of a value as JSON in bytes; of a small one, about what it takes at most. */
export function roughSize(value: object): number {
  const left = rest(value, SMALL_BYTES, 0);
  return left >= 0 ? SMALL_BYTES - left : jsonBytes(value);
}

/** The size of a value as JSON in bytes; of a small one in characters. */
export function jsonBytes(value: object): number {
  const json = JSON.stringify(value);
  return json.length < SMALL_BYTES ? json.length : new TextEncoder().encode(json).length;
}

/** Whether the value fits into one payload as JSON. */
export function fitsIntoPayload(value: object): boolean {
  return (sizeNearLimit(value) ?? 0) <= MAX_PAYLOAD_BYTES;
}

/** What is left of the budget after the most bytes that the value can take as JSON; below zero where that is unsure. */
function rest(value: unknown, budget: number, depth: number): number {
  if (typeof value === 'string') return budget - 6 * value.length - 3;
  if (typeof value === 'bigint') return -1;
  if (typeof value !== 'object' || value === null) return budget - 26;
  return restOfObject(value, budget - 3, depth);
}

function restOfObject(value: object, budget: number, depth: number): number {
  if (value instanceof Date) return budget - 26;
  if (depth === MAX_DEPTH || typeof (value as { toJSON?: unknown }).toJSON === 'function') return -1;
  let left = budget;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && left >= 0; index++)
      left = rest(value[index], left, depth + 1);
    return left;
  }
  for (const key of Object.keys(value)) {
    left = rest((value as Record<string, unknown>)[key], left - 6 * key.length - 4, depth + 1);
    if (left < 0) break;
  }
  return left;
}
