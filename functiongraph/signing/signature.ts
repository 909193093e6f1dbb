import { createHmac, hash } from 'node:crypto';

export const ALGORITHM = 'SDK-HMAC-SHA256';

/** SHA-256 in lower-case hex; text is hashed as UTF-8. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/** What is signed: the algorithm, the date as `X-Sdk-Date` carries it, and the hash of the canonical request. */
export function stringToSign(sdkDate: string, canonicalRequest: string): string {
  return `${ALGORITHM}\n${sdkDate}\n${sha256Hex(canonicalRequest)}`;
}

/** The secret key is used directly: this algorithm derives no key. */
export function signature(secretKey: string, text: string): string {
  return createHmac('sha256', secretKey).update(text).digest('hex');
}
