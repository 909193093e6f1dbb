/** A secret that definitions use by its name, so that it stands in none, nor in a history. */
export interface HttpSecret {
  readonly value: string;
  /** Where alone it is sent to, such as `https://api.example.com`. Default: wherever a definition says. */
  readonly origin?: string;
}

const SCHEMES = ['Bearer', 'Basic', 'None'] as const;

export interface Authorization {
  readonly header: string;
  readonly value: string;
  /** What must not be repeated in anything that is told or kept. */
  readonly secrets: readonly string[];
}

/**
 * The header that an `Authentication` argument stands for: `{ Secret, Header?, Scheme? }`.
 * @throws Error that says what is wrong, never the secret
 */
export function authorization(
  given: unknown,
  url: URL,
  known: Readonly<Record<string, HttpSecret>>,
): Authorization {
  const { Secret, Header = 'authorization', Scheme = 'Bearer', ...others } = objectOf(given);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new Error(`Authentication.${unknown} is not known; known are Secret, Header, Scheme`);
  if (typeof Secret !== 'string' || !/^[A-Za-z0-9_]{1,64}$/.test(Secret))
    throw new Error('Authentication.Secret must be the name of a secret: letters, digits and "_"');
  if (typeof Header !== 'string' || !/^[A-Za-z0-9-]{1,64}$/.test(Header))
    throw new Error('Authentication.Header must be the name of a header');
  const scheme = SCHEMES.find((one) => one === Scheme);
  if (scheme === undefined) throw new Error(`Authentication.Scheme must be one of ${SCHEMES.join(', ')}`);
  const secret = Object.hasOwn(known, Secret) ? known[Secret] : undefined;
  if (secret === undefined)
    throw new Error(
      `Authentication.Secret ${Secret} is not known to this worker; set FUNCTIONGRAPH_HTTP_SECRET_${Secret} in its environment`,
    );
  const { value, origin } = secret;
  if (origin !== undefined && new URL(origin).origin !== url.origin)
    throw new Error(
      `Authentication.Secret ${Secret} is not for ${url.origin}, but for ${new URL(origin).origin} only`,
    );
  if (!/^[\t\x20-\x7e\x80-\xff]+$/.test(value))
    throw new Error(`Authentication.Secret ${Secret} has characters that no header can carry`);
  const sent = scheme === 'Basic' ? Buffer.from(value).toString('base64') : value;
  return {
    header: Header.toLowerCase(),
    value: scheme === 'None' ? sent : `${scheme} ${sent}`,
    secrets: [value, sent],
  };
}

function objectOf(given: unknown): Record<string, unknown> {
  if (typeof given === 'object' && given !== null && !Array.isArray(given))
    return given as Record<string, unknown>;
  throw new Error('Authentication must be an object such as { "Secret": "SHOP" }');
}
