const MAX_CHARACTERS = 500;

/**
 * Text of the other side for an error message: one line, not too long, and without what must not be repeated. The gateway
 * answers a wrong signature with the canonical request as it computed it, headers and tokens included.
 */
export function safeText(text: string, secrets: readonly string[]): string {
  const echo = text.search(/canonical_?request|string_?to_?sign/i);
  const line = redact(echo === -1 ? text : text.slice(0, echo), secrets)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/[,;:.]$/, '');
  return line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)}...` : line;
}

/** Shorter ones would blank out ordinary words. */
const MIN_SECRET = 4;

/** Blanks out secrets and signatures, also as a URL or JSON with escaped slashes spells them. */
export function redact(text: string, secrets: readonly string[]): string {
  return withoutSecrets(text.replaceAll(/Signature=\w+/g, 'Signature=***'), secrets);
}

/** Blanks out secrets alone. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let result = text;
  // The longest first: one may begin like another.
  for (const secret of secrets.toSorted((a, b) => b.length - a.length)) {
    if (secret.length < MIN_SECRET) continue;
    const forms = new Set([
      secret,
      encodeURIComponent(Buffer.from(secret).toString()),
      secret.replaceAll('/', '\\/'),
    ]);
    for (const form of forms) result = result.replaceAll(form, '***');
  }
  return result;
}
