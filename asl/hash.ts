import { md5, sha1 } from '@noble/hashes/legacy';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

const HASHES = { MD5: md5, 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 };

/** The algorithms of `$hash` and `States.Hash`. */
export const HASH_ALGORITHMS = Object.keys(HASHES) as readonly (keyof typeof HASHES)[];

/** Hexadecimal digest of the text's UTF-8 bytes; undefined where there is no such algorithm. */
export function hashText(text: string, algorithm: string): string | undefined {
  const known = HASH_ALGORITHMS.find((name) => name === algorithm);
  return known === undefined ? undefined : bytesToHex(HASHES[known](new TextEncoder().encode(text)));
}
