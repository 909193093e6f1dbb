/** Names and values as they are signed, sorted by name. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** Lower-case names and trimmed values, sorted by name. An `Authorization` of an earlier signature is left out. */
export function canonicalHeaders(headers: Readonly<Record<string, string>>): HeaderList {
  const list: [string, string][] = [];
  for (const name of Object.keys(headers)) {
    const lowerCase = name.toLowerCase();
    if (lowerCase !== 'authorization') list.push([lowerCase, (headers[name] ?? '').trim()]);
  }
  list.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return list;
}

/** The `SignedHeaders` of a signature: `host;x-sdk-date`. */
export function signedHeaders(headers: HeaderList): string {
  let names = '';
  for (const [name] of headers) names += names === '' ? name : `;${name}`;
  return names;
}
