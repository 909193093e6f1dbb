import { timingSafeEqual } from 'node:crypto';
import type { Credentials } from '../../functiongraph/credentials';
import { canonicalHeaders } from '../../functiongraph/signing/canonical-headers';
import { canonicalQuery } from '../../functiongraph/signing/canonical-query';
import { canonicalRequest } from '../../functiongraph/signing/canonical-request';
import { canonicalUri } from '../../functiongraph/signing/canonical-uri';
import { requestTarget } from '../../functiongraph/signing/request-target';
import { ALGORITHM, sha256Hex, signature, stringToSign } from '../../functiongraph/signing/signature';

/** A request as it came off the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query exactly as received; a whole URL will do. */
  readonly url: string;
  /** Names in any case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The exact bytes; text is taken as UTF-8. */
  readonly body?: string | Uint8Array;
}

export interface Verdict {
  readonly ok: boolean;
  /** Why it was refused, in the gateway's words. Never contains a secret. */
  readonly reason?: string;
}

/** A signature is good for this long before and after its date (https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-provide01.html). */
const MAX_SKEW_MS = 15 * 60_000;
const AUTHORIZATION =
  /^SDK-HMAC-SHA256 +Access=([^,\s]+), *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/;
const SDK_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * Judges the AK/SK signature of a request as the API gateway does: over exactly the headers that `SignedHeaders` names,
 * the exact bytes of the body, and the path decoded and encoded again (official clients send `!` and `%21` alike).
 *
 * @param keys One key pair or several. `X-Security-Token` is compared wherever it is sent, signed or not.
 * @param now The gateway's clock.
 */
export function verifyRequest(
  request: ReceivedRequest,
  keys: Credentials | readonly Credentials[],
  now: Date,
): Verdict {
  const headers = flatten(request.headers);
  const [, accessKey = '', signedNames = '', given = ''] =
    AUTHORIZATION.exec(headers.get('authorization') ?? '') ?? [];
  if (accessKey === '')
    return refuse(`there is no "Authorization: ${ALGORITHM} Access=..., SignedHeaders=..., Signature=..."`);
  const key = [keys].flat().find((candidate) => candidate.accessKey === accessKey);
  if (!key) return refuse(`ak ${accessKey} not exist`);

  const date = headers.get('x-sdk-date') ?? '';
  const names = signedNames.split(';');
  if (!names.includes('x-sdk-date')) return refuse('x-sdk-date is not among the signed headers');
  const signedAt = parseSdkDate(date);
  if (signedAt === undefined) return refuse(`x-sdk-date "${date}" is not of the form YYYYMMDDTHHMMSSZ`);
  if (Math.abs(now.getTime() - signedAt) > MAX_SKEW_MS)
    return refuse(`signature expired, signature time:${date},server time:${now.toISOString()}`);

  const securityToken = headers.get('x-security-token');
  if (securityToken !== undefined && !sameSecret(securityToken, key.securityToken ?? ''))
    return refuse('the security token is not that of the ak');

  const bodyHash = sha256Hex(request.body ?? '');
  const payloadHash = headers.get('x-sdk-content-sha256') ?? bodyHash;
  if (payloadHash !== bodyHash && payloadHash !== 'UNSIGNED-PAYLOAD')
    return refuse('x-sdk-content-sha256 is not the hash of the body');

  const target = requestTarget(request.url);
  const canonical = canonicalRequest({
    method: request.method,
    uri: canonicalUri(target.path),
    query: canonicalQuery(target.query),
    headers: canonicalHeaders(Object.fromEntries(names.map((name) => [name, headers.get(name) ?? '']))),
    payloadHash,
  });
  if (sameSecret(given, signature(key.secretKey, stringToSign(date, canonical)))) return { ok: true };
  return refuse(`verify aksk signature fail, canonicalRequest:${forDisplay(canonical)}`);
}

function refuse(reason: string): Verdict {
  return { ok: false, reason };
}

/** Lower-case names, trimmed values. */
function flatten(headers: ReceivedRequest['headers']): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined)
      flat.set(name.toLowerCase(), (typeof value === 'string' ? value : value.join(', ')).trim());
  return flat;
}

function parseSdkDate(text: string): number | undefined {
  const match = SDK_DATE.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Takes the same time wherever the two differ. */
function sameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** As the gateway echoes it, `|` for a line break, so that a client can compare it with its own; the token stays secret. */
function forDisplay(canonical: string): string {
  return canonical.replace(/^x-security-token:.*$/m, 'x-security-token:***').replaceAll('\n', '|');
}
