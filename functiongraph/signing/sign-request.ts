import type { Credentials } from '../credentials';
import { authorization } from './authorization';
import { canonicalHeaders } from './canonical-headers';
import { canonicalQuery } from './canonical-query';
import { canonicalUri } from './canonical-uri';
import { requestTarget } from './request-target';
import { sdkDate } from './sdk-date';
import { sha256Hex } from './signature';

export interface RequestToSign {
  readonly method: string;
  /** A whole URL, percent-encoded; or a path where the headers hold `host`. */
  readonly url: string | URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: empty. */
  readonly body?: string | Uint8Array;
}

/** Larger bodies can be sent with a token only. */
const MAX_SIGNED_BYTES = 12 * 1024 * 1024;

/**
 * Signs a request with AK/SK (SDK-HMAC-SHA256) and returns all headers to send. Signed are exactly the headers given, plus
 * `X-Sdk-Date`, `host` if missing, and `X-Security-Token` for temporary credentials. A signature is good for 15 minutes
 * around its date, and a request that is sent again must be signed again.
 *
 * The payload's hash is that of the body, or `X-Sdk-Content-Sha256` where that header is given.
 *
 * @param date When it is signed; default: an `X-Sdk-Date` among the headers, else now.
 * @see https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm.html
 */
export function signRequest(
  request: RequestToSign,
  credentials: Credentials,
  date?: Date,
): Record<string, string> {
  const target = requestTarget(request.url);
  const body = request.body ?? '';
  if (Buffer.byteLength(body) > MAX_SIGNED_BYTES) throw tooLargeToSign(Buffer.byteLength(body));
  const headers = collectHeaders(request.headers);
  const signedAt = date ? sdkDate(date) : (headers.get('x-sdk-date')?.value ?? sdkDate(new Date()));
  set(headers, 'X-Sdk-Date', signedAt);
  if (!headers.has('host')) set(headers, 'host', requireHost(target.host));
  if (credentials.securityToken !== undefined) set(headers, 'X-Security-Token', credentials.securityToken);

  const result: Record<string, string> = {};
  for (const { name, value } of headers.values()) result[name] = value;
  const parts = {
    method: request.method,
    uri: canonicalUri(target.path),
    query: canonicalQuery(target.query),
    headers: canonicalHeaders(result),
    payloadHash: headers.get('x-sdk-content-sha256')?.value.trim() || sha256Hex(body),
  };
  result['Authorization'] = authorization(parts, signedAt.trim(), credentials);
  return result;
}

type Headers = Map<string, { readonly name: string; readonly value: string }>;

function collectHeaders(given: Readonly<Record<string, string>>): Headers {
  const headers: Headers = new Map();
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    if (headers.has(key))
      throw new TypeError(`Cannot sign: the header ${name} is given twice. Give it once.`);
    if (/[\r\n\0]/.test(value)) throw new TypeError(`Cannot sign: the header ${name} contains a line break.`);
    if (key !== 'authorization') headers.set(key, { name, value });
  }
  return headers;
}

function set(headers: Headers, name: string, value: string): void {
  const key = name.toLowerCase();
  headers.set(key, { name: headers.get(key)?.name ?? name, value });
}

function requireHost(host: string | undefined): string {
  if (host === undefined) {
    throw new TypeError('Cannot sign a path without a host: give a whole URL, or a host header.');
  }
  return host;
}

function tooLargeToSign(bytes: number): RangeError {
  return new RangeError(
    `Cannot sign a body of ${bytes} bytes: at most ${MAX_SIGNED_BYTES} (12 MB). Send it with a token, or send less.`,
  );
}
