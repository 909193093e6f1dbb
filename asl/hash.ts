import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const HASHES = { MD5: md5, 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 };

export type HashAlgorithm = keyof typeof HASHES;

/** The algorithms of `$hash` and `States.Hash`. */
export const HASH_ALGORITHMS = Object.keys(HASHES) as readonly HashAlgorithm[];

/** The digest of the text's UTF-8 bytes, as lower-case hexadecimal digits. */
export function hashText(text: string, algorithm: HashAlgorithm): string {
  return bytesToHex(HASHES[algorithm](new TextEncoder().encode(text)));
}
