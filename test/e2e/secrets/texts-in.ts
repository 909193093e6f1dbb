/** Every text in a tree of objects, also what payloads carry as bytes, and the names of fields. */
export function textsIn(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : '';
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${textsIn(inner)}`)
    .join('\n');
}

/** Where each secret stands in a text, as itself or in another spelling; empty where none does. */
export function leaks(text: string, secrets: readonly string[]): string[] {
  const spellings = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    JSON.stringify(secret).slice(1, -1),
  ]);
  return spellings.flatMap((secret) => {
    const at = text.indexOf(secret);
    return at === -1 ? [] : [text.slice(Math.max(0, at - 200), at + secret.length + 20)];
  });
}
