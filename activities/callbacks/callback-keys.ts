import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseTaskToken, type TaskToken } from './task-token';

/** Characters that a key has at least: 32 hexadecimal ones are 128 bits. */
export const MIN_KEY_CHARACTERS = 32;

/** Characters of a signed token that are looked at: a workflow id alone may have 1,000 bytes. */
const MAX_TOKEN_CHARACTERS = 8192;

const SIGNED = /^tfg1\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/;

export type TokenVerdict =
  | { readonly token: TaskToken }
  /** `malformed`: no token, or not all of one. `foreign`: signed with no key of ours, or changed since. */
  | { readonly problem: 'malformed' | 'foreign' };

/**
 * Signs the tokens of tasks that wait for a callback, and tells ours from others (HMAC-SHA256). A signed token is
 * `tfg1.<token>.<signature>` in base64url, so that it can stand in a URL, a header or a file name as it is.
 */
export class CallbackKeys {
  readonly #keys: readonly string[];

  /**
   * @param keys the first signs, all are accepted; each at least 32 characters
   * @throws TypeError for none, or one that is too short
   */
  constructor(keys: readonly string[]) {
    const short = keys.findIndex((key) => typeof key !== 'string' || key.length < MIN_KEY_CHARACTERS);
    if (keys.length === 0) throw new TypeError('callbackKeys: give at least one key, which signs.');
    if (short !== -1)
      throw new TypeError(
        `callbackKeys[${short}] must be a text of at least ${MIN_KEY_CHARACTERS} characters, such as \`openssl rand -hex 32\` makes.`,
      );
    this.#keys = [...keys];
  }

  sign(unsigned: string): string {
    const [key = ''] = this.#keys;
    return `tfg1.${base64(unsigned)}.${mac(key, unsigned).toString('base64url')}`;
  }

  verify(signed: string): TokenVerdict {
    const match = signed.length > MAX_TOKEN_CHARACTERS ? null : SIGNED.exec(signed);
    if (match === null) return { problem: 'malformed' };
    const [, body = '', signature = ''] = match;
    const unsigned = Buffer.from(body, 'base64url').toString();
    const given = Buffer.from(signature, 'base64url');
    // A token has one spelling: the last characters hold bits that decoding passes over.
    if (base64(unsigned) !== body || given.toString('base64url') !== signature)
      return { problem: 'malformed' };
    let ours = false;
    // Each key is tried, so that the time says nothing about which one it was.
    for (const key of this.#keys) if (timingSafeEqual(mac(key, unsigned), given)) ours = true;
    if (!ours) return { problem: 'foreign' };
    const token = parseTaskToken(unsigned);
    return token === undefined ? { problem: 'malformed' } : { token };
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function mac(key: string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
