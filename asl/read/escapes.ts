/**
 * Offset, in the source of a double-quoted string, of the character `index` of its value.
 * `start` is the offset of the opening quote. Escapes of JSON and YAML: `\n`, `\x41`, `\u0041`, `\U00000041`.
 */
export function insideDoubleQuotes(text: string, start: number): (index: number) => number {
  return (index) => {
    let at = start + 1;
    for (let left = index; left > 0 && at < text.length; left -= 1) {
      if (text[at] !== '\\') at += 1;
      else if (text[at + 1] === 'x') at += 4;
      else if (text[at + 1] === 'u') at += 6;
      else if (text[at + 1] === 'U') at += 10;
      else at += 2;
    }
    return at;
  };
}

/** The same for a single-quoted string of YAML, where a quote is written twice. */
export function insideSingleQuotes(text: string, start: number): (index: number) => number {
  return (index) => {
    let at = start + 1;
    for (let left = index; left > 0; left -= 1) at += text[at] === "'" ? 2 : 1;
    return at;
  };
}
