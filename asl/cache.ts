/** Remembers what `make` made of the last `limit` different texts; the oldest goes first. An error is not remembered. */
export function cached<T>(limit: number, make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const fresh = make(text);
    if (made.size >= limit) {
      for (const oldest of made.keys()) {
        made.delete(oldest);
        break;
      }
    }
    made.set(text, fresh);
    return fresh;
  };
}
