import type { Credentials } from '../credentials/credentials';
import { authorization } from './authorization';
import { canonicalQuery } from './canonical-query';
import { canonicalUri } from './canonical-uri';
import { HeaderSet } from './header-set';
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
  const headers = new HeaderSet(request.headers);
  const signedAt = date ? sdkDate(date) : (headers.get('x-sdk-date') ?? sdkDate(new Date()));
  headers.set('X-Sdk-Date', signedAt);
  if (headers.get('host') === undefined) headers.set('host', requireHost(target.host));
  if (credentials.securityToken !== undefined) headers.set('X-Security-Token', credentials.securityToken);

  const parts = {
    method: request.method,
    uri: canonicalUri(target.path),
    query: canonicalQuery(target.query),
    headers: headers.toCanonical(),
    payloadHash: headers.get('x-sdk-content-sha256') ?? sha256Hex(body),
  };
  const result = headers.toRecord();
  result['Authorization'] = authorization(parts, signedAt, credentials);
  return result;
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
