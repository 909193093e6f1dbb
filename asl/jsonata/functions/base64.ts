const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map(
  `${ALPHABET}-_`.split('').map((character, index) => [character, index < 64 ? index : index - 2]),
);

/** Base64 of the low byte of each UTF-16 unit, as jsonata does it in Node.js. */
export function encodeBase64(text: string): string {
  let result = '';
  for (let index = 0; index < text.length; index += 3) {
    const left = text.length - index;
    const bits =
      (byteAt(text, index) << 16) |
      (left > 1 ? byteAt(text, index + 1) << 8 : 0) |
      (left > 2 ? byteAt(text, index + 2) : 0);
    result +=
      letter(bits >> 18) +
      letter(bits >> 12) +
      (left > 1 ? letter(bits >> 6) : '=') +
      (left > 2 ? letter(bits) : '=');
  }
  return result;
}

/** One character for each byte, as jsonata does it in Node.js: other characters are skipped, the first `=` ends it. */
export function decodeBase64(text: string): string {
  let result = '';
  let bits = 0;
  let count = 0;
  for (const character of text) {
    if (character === '=') break;
    const value = VALUES.get(character);
    if (value === undefined) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      result += String.fromCharCode((bits >> count) & 0xff);
    }
  }
  return result;
}

function byteAt(text: string, index: number): number {
  return text.charCodeAt(index) & 0xff;
}

function letter(bits: number): string {
  return ALPHABET.charAt(bits & 63);
}
