import type { Credentials, TokenCredentials } from '../credentials/credentials';
import { authorization } from '../signing/authorization';
import { sdkDate } from '../signing/sdk-date';
import { sha256Hex } from '../signing/signature';

export interface UnsignedRequest {
  readonly method: 'GET' | 'POST';
  /** As it is signed: {@link canonicalUri}. */
  readonly uri: string;
  /** As it is signed: {@link canonicalQuery}. */
  readonly query: string;
  /** Lower-case and sorted by name; all of them sort before `x-sdk-date`. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | undefined;
}

const EMPTY = Buffer.alloc(0);

/** All headers to send except `host`, as a flat list of names and values. */
export function authenticate(
  request: UnsignedRequest,
  host: string,
  credentials: Credentials | TokenCredentials,
  now: number,
): string[] {
  const flat: string[] = [];
  for (const [name, value] of request.headers) flat.push(name, value);
  if ('token' in credentials) {
    flat.push('x-auth-token', credentials.token);
    return flat;
  }
  const date = sdkDate(new Date(now));
  const headers = withHost(request.headers, host);
  headers.push(['x-sdk-date', date]);
  flat.push('x-sdk-date', date);
  if (credentials.securityToken !== undefined) {
    headers.push(['x-security-token', credentials.securityToken]);
    flat.push('x-security-token', credentials.securityToken);
  }
  const parts = {
    method: request.method,
    uri: request.uri,
    query: request.query,
    headers,
    payloadHash: sha256Hex(request.body ?? EMPTY),
  };
  flat.push('authorization', authorization(parts, date, credentials));
  return flat;
}

function withHost(headers: UnsignedRequest['headers'], host: string): (readonly [string, string])[] {
  const list: (readonly [string, string])[] = [];
  let placed = false;
  for (const header of headers) {
    if (!placed && header[0] > 'host') {
      list.push(['host', host]);
      placed = true;
    }
    list.push(header);
  }
  if (!placed) list.push(['host', host]);
  return list;
}
