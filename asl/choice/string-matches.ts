/** `*` stands for any text, also none; `\*` and `\\` for the characters themselves. */
export function compileStringPattern(pattern: string): (text: string) => boolean {
  const [first = '', ...pieces] = literalPieces(pattern);
  const last = pieces.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
      return false;
    let at = first.length;
    for (const piece of pieces) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return at <= text.length - last.length;
  };
}

/** What stands between the stars. */
function literalPieces(pattern: string): string[] {
  const pieces = [''];
  for (let at = 0; at < pattern.length; at++) {
    const next = pattern.charAt(at + 1);
    if (pattern[at] === '*') {
      pieces.push('');
    } else {
      if (pattern[at] === '\\' && (next === '*' || next === '\\')) at++;
      pieces[pieces.length - 1] += pattern.charAt(at);
    }
  }
  return pieces;
}
