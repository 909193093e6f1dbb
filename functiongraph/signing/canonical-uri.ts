import { percentEncodePath } from './percent-encoding';

/** The path as it is signed: each segment decoded once and encoded again, with a slash at the end. */
export function canonicalUri(path: string): string {
  const encoded = percentEncodePath(path);
  return encoded.endsWith('/') ? encoded : `${encoded}/`;
}
