/** The first `maxBytes` of a text in UTF-8, never half a character; says so where something is missing. */
export function cutEnd(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text;
  return `${bytes
    .subarray(0, maxBytes - 3)
    .toString()
    .replace(/\uFFFD+$/, '')}...`;
}

/** The last `maxBytes` of a text in UTF-8, never half a character. */
export function cutStart(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text;
  return `...${bytes
    .subarray(bytes.length - maxBytes + 3)
    .toString()
    .replace(/^\uFFFD+/, '')}`;
}
