const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** The text's UTF-8 bytes in base64 (RFC 4648, padded). Needs no Buffer, which the workflow sandbox lacks. */
export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let encoded = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(index, index + 3);
    const left = bytes.length - index;
    encoded += digit(a >> 2) + digit(((a & 3) << 4) | (b >> 4));
    encoded += left > 1 ? digit(((b & 15) << 2) | (c >> 6)) : '=';
    encoded += left > 2 ? digit(c & 63) : '=';
  }
  return encoded;
}

/** The UTF-8 text behind base64, with or without padding; undefined for text that is not base64. */
export function decodeBase64(encoded: string): string | undefined {
  if (!BASE64.test(encoded)) return undefined;
  const digits = encoded.replaceAll('=', '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of digits) {
    bits = ((bits << 6) | ALPHABET.indexOf(character)) & 0xfff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 0xff;
    }
  }
  return new TextDecoder().decode(bytes);
}

function digit(value: number): string {
  return ALPHABET.charAt(value);
}
