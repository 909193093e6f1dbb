/** One entry of `signing-vectors.json`. */
export interface SigningVector {
  readonly id: string;
  readonly method: string;
  readonly host: string;
  /** Decoded. */
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly ak: string;
  readonly sk: string;
  readonly expect: {
    readonly canonicalUri: string;
    readonly canonicalQueryString: string;
    readonly canonicalHeaders: string;
    readonly canonicalRequest: string;
    readonly payloadHash: string;
    readonly signature: string;
    readonly authorization: string;
  };
  readonly authorizationWithoutContentType?: string;
}

/** The vector as a request to sign: its path and query percent-encoded, as a URL carries them. */
export function requestOf(vector: SigningVector) {
  const path = vector.path.split('/').map(encodeURIComponent).join('/');
  const query = vector.query
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return {
    method: vector.method,
    url: `https://${vector.host}${path}${query === '' ? '' : `?${query}`}`,
    headers: Object.fromEntries(vector.headers),
    body: vector.body,
  };
}
