const RESERVED = /%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-_.~]/gu;
const RESERVED_IN_PATH = /%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-_.~/]/gu;
const UNRESERVED = /^[A-Za-z0-9\-_.~]$/;

/** By character code, as reserved ASCII is encoded. */
const ASCII: readonly string[] = Array.from({ length: 128 }, (_, code) => triplet(code));

/**
 * Percent-encodes what RFC 3986 does not call unreserved, and leaves alone what is encoded already: decode once, encode
 * again, without ever failing on a stray `%` or on bytes that are not UTF-8. `encodeURIComponent` would leave `!` as it
 * is, which makes the signature of every call by alias wrong.
 */
export function percentEncode(text: string): string {
  return text.replace(RESERVED, encode);
}

/** The same for each segment of a path. */
export function percentEncodePath(path: string): string {
  return path.replace(RESERVED_IN_PATH, encode);
}

function encode(part: string): string {
  return part.length === 3 ? encodeTriplet(part) : encodeCharacter(part);
}

function encodeTriplet(encoded: string): string {
  const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
  return UNRESERVED.test(character) ? character : encoded.toUpperCase();
}

function encodeCharacter(character: string): string {
  return ASCII[character.charCodeAt(0)] ?? Array.from(Buffer.from(character), triplet).join('');
}

function triplet(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
