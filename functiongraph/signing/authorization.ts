import type { Credentials } from '../credentials/credentials';
import { signedHeaders } from './canonical-headers';
import { type CanonicalParts, canonicalRequest } from './canonical-request';
import { ALGORITHM, signature, stringToSign } from './signature';

/** The `Authorization` header of a request whose parts are canonical. */
export function authorization(
  parts: CanonicalParts,
  sdkDate: string,
  { accessKey, secretKey }: Pick<Credentials, 'accessKey' | 'secretKey'>,
): string {
  const signed = signature(secretKey, stringToSign(sdkDate, canonicalRequest(parts)));
  return `${ALGORITHM} Access=${accessKey}, SignedHeaders=${signedHeaders(parts.headers)}, Signature=${signed}`;
}
