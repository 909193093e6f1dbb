const RESERVED = /%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-_.~]/gu;
const UNRESERVED_BYTE = /[A-Za-z0-9\-_.~]/;

/**
 * Percent-encodes what RFC 3986 does not call unreserved, and leaves alone what is encoded already: decode once, encode
 * again, without ever failing on a stray `%` or on bytes that are not UTF-8. `encodeURIComponent` would leave `!` as it
 * is, which makes the signature of every call by alias wrong.
 */
export function percentEncode(text: string): string {
  return text.replace(RESERVED, (part) => (part.length === 3 ? encodeTriplet(part) : encodeBytes(part)));
}

function encodeTriplet(triplet: string): string {
  const character = String.fromCharCode(Number.parseInt(triplet.slice(1), 16));
  return UNRESERVED_BYTE.test(character) ? character : triplet.toUpperCase();
}

function encodeBytes(character: string): string {
  let encoded = '';
  for (const byte of Buffer.from(character))
    encoded += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return encoded;
}
