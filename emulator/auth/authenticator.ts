import { createHash, timingSafeEqual } from 'node:crypto';
import type { Credentials } from '../../functiongraph/credentials';
import { Refusal } from '../http/refusal';
import { type ReceivedRequest, verifyRequest } from './verify-request';

export interface AuthSettings {
  readonly keys: readonly Credentials[];
  readonly token: string | undefined;
  /** Imitate the lock of a key after {@link MAX_FAILURES} failures in a row. */
  readonly lockKeys: boolean;
}

/** A further failure in a row locks the key (https://support.huaweicloud.com/intl/en-us/sis_faq/sis_04_0082.html). */
const MAX_FAILURES = 5;
const LOCK_MS = 5 * 60_000;

/** Lets a request pass or throws the gateway's refusal. With neither keys nor token everything passes. */
export class Authenticator {
  private readonly failures = new Map<string, { count: number; lockedUntil: number }>();

  constructor(private readonly settings: AuthSettings) {}

  check(request: ReceivedRequest, now: Date): void {
    const { keys, token } = this.settings;
    if (keys.length === 0 && token === undefined) return;
    const given = request.headers['x-auth-token'];
    if (token !== undefined && given !== undefined) {
      if (!sameToken(String(given), token)) throw unauthorized('decrypt token fail');
      return;
    }
    if (keys.length === 0) throw unauthorized('the header X-Auth-Token is missing');
    const verdict = verifyRequest(request, keys, now);
    const accessKey = /Access=([^,\s]+)/.exec(String(request.headers['authorization']))?.[1];
    const known = keys.find((key) => key.accessKey === accessKey);
    if (this.settings.lockKeys && known) this.count(known.accessKey, verdict.ok, now.getTime());
    if (!verdict.ok) throw unauthorized(verdict.reason ?? 'verify aksk signature fail');
  }

  private count(accessKey: string, ok: boolean, now: number): void {
    const record = this.failures.get(accessKey) ?? { count: 0, lockedUntil: 0 };
    if (now < record.lockedUntil) throw unauthorized('AK access failed to reach the limit,forbidden');
    record.count = ok ? 0 : record.count + 1;
    if (record.count > MAX_FAILURES) {
      record.count = 0;
      record.lockedUntil = now + LOCK_MS;
    }
    this.failures.set(accessKey, record);
  }
}

function unauthorized(reason: string): Refusal {
  return new Refusal(401, 'APIGW.0301', `Incorrect IAM authentication information: ${reason}`);
}

function sameToken(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
