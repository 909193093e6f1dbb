import { percentEncode } from './percent-encoding';

/**
 * The query string as it is signed: names and values decoded (`+` is a space), sorted by name, then value, in byte order
 * of the decoded text, and encoded again. A name without a value is signed as `name=`. Takes the query without its `?`.
 */
export function canonicalQuery(query: string): string {
  if (query === '') return '';
  const parameters = query.split('&').filter((part) => part !== '');
  return parameters
    .map(readParameter)
    .toSorted((a, b) => compare(a.nameBytes, b.nameBytes) || compare(a.valueBytes, b.valueBytes))
    .map(({ name, value }) => `${name}=${value}`)
    .join('&');
}

function readParameter(part: string) {
  const equals = part.indexOf('=');
  const name = encode(equals === -1 ? part : part.slice(0, equals));
  const value = equals === -1 ? '' : encode(part.slice(equals + 1));
  return { name, value, nameBytes: bytes(name), valueBytes: bytes(value) };
}

function encode(text: string): string {
  return percentEncode(text.replaceAll('+', ' '));
}

/** One character a byte, so that comparing text compares bytes. */
function bytes(encoded: string): string {
  return encoded.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
