import type { JsonObject, JsonValue } from '../language/json';

/** Arrays and objects inside each other: what walks or writes data does it by recursion. */
const MAX_LEVELS = 500;

/**
 * How a value is too large, to be put behind `a result`; undefined where it is not. Most values are far below the limit, which
 * a quick look shows.
 *
 * @param bytes as UTF-8 JSON
 */
export function payloadExcess(value: JsonValue, bytes: number): string | undefined {
  let rough = roughBytes(value, bytes, 0);
  if (rough <= bytes) return undefined;
  // The quick look ended at the limit: the rest may be deep.
  if (rough < TOO_DEEP) rough = roughBytes(value, Number.MAX_VALUE, 0);
  if (rough >= TOO_DEEP) return `nested deeper than ${MAX_LEVELS} levels.`;
  if (new TextEncoder().encode(JSON.stringify(value)).length <= bytes) return undefined;
  return 'with a size exceeding the maximum number of bytes service limit.';
}

const TOO_DEEP = Infinity;

/** At least the size of the value's JSON; stops counting once it is over the limit. */
function roughBytes(value: JsonValue, limit: number, level: number): number {
  if (typeof value === 'string') return textBytes(value);
  if (typeof value !== 'object' || value === null) return 25;
  if (level === MAX_LEVELS) return TOO_DEEP;
  let bytes = 2;
  if (Array.isArray(value)) {
    for (const part of value as readonly JsonValue[]) {
      bytes += 1 + roughBytes(part, limit - bytes, level + 1);
      if (bytes > limit) return bytes;
    }
    return bytes;
  }
  for (const key of Object.keys(value)) {
    const part = (value as JsonObject)[key] ?? null;
    bytes += 2 + textBytes(key) + roughBytes(part, limit - bytes, level + 1);
    if (bytes > limit) return bytes;
  }
  return bytes;
}

/** A UTF-16 unit takes at most six bytes (`\u001f`). */
const textBytes = (text: string) => 2 + 6 * text.length;
