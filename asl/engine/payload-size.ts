import type { JsonValue } from '../language/json';

/** The service's quota for an input, an output or a result: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html. */
export const DEFAULT_MAX_PAYLOAD_BYTES = 262_144;

/** Whether a value takes more than so many bytes as UTF-8 JSON. Most values are far below, which a quick look shows. */
export function isLargerThan(value: JsonValue, bytes: number): boolean {
  if (roughBytes(value, bytes) <= bytes) return false;
  return new TextEncoder().encode(JSON.stringify(value)).length > bytes;
}

/** At least the size of the value's JSON; stops counting once it is over the limit. */
function roughBytes(value: JsonValue, limit: number): number {
  if (typeof value === 'string') return textBytes(value);
  if (typeof value !== 'object' || value === null) return 25;
  let bytes = 2;
  if (Array.isArray(value)) {
    for (const part of value as readonly JsonValue[]) {
      bytes += 1 + roughBytes(part, limit - bytes);
      if (bytes > limit) return bytes;
    }
    return bytes;
  }
  for (const [key, part] of Object.entries(value)) {
    bytes += 2 + textBytes(key) + roughBytes(part, limit - bytes);
    if (bytes > limit) return bytes;
  }
  return bytes;
}

/** A UTF-16 unit takes at most six bytes (`\u001f`). */
const textBytes = (text: string) => 2 + 6 * text.length;
