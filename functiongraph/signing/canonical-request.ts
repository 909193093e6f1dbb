import { type HeaderList, signedHeaders } from './canonical-headers';

export interface CanonicalParts {
  readonly method: string;
  /** From {@link canonicalUri}. */
  readonly uri: string;
  /** From {@link canonicalQuery}. */
  readonly query: string;
  /** From {@link canonicalHeaders}: exactly the headers to sign. */
  readonly headers: HeaderList;
  /** SHA-256 of the exact bytes of the body in hex, or what `X-Sdk-Content-Sha256` says. */
  readonly payloadHash: string;
}

/** The text whose hash is signed. */
export function canonicalRequest(parts: CanonicalParts): string {
  let headers = '';
  for (const [name, value] of parts.headers) headers += `${name}:${value}\n`;
  return `${parts.method.toUpperCase()}\n${parts.uri}\n${parts.query}\n${headers}\n${signedHeaders(parts.headers)}\n${parts.payloadHash}`;
}
