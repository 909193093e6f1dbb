/** How many of the texts, and of their characters in all, are remembered. */
export interface CacheLimits {
  readonly entries: number;
  readonly characters?: number;
}

/**
 * Remembers what `make` made of the last texts; the one unused for longest goes first. An error is not remembered, and a text
 * that is longer than all may be neither.
 */
export function cached<T>(
  { entries, characters = Infinity }: CacheLimits,
  make: (text: string) => T,
): (text: string) => T {
  const made = new Map<string, T>();
  let held = 0;
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) {
      made.delete(text);
      made.set(text, known);
      return known;
    }
    const fresh = make(text);
    if (text.length > characters) return fresh;
    made.set(text, fresh);
    held += text.length;
    for (const oldest of made.keys()) {
      if (made.size <= entries && held <= characters) break;
      made.delete(oldest);
      held -= oldest.length;
    }
    return fresh;
  };
}
