/** Where the path that begins at `start` ends within a call: at a comma or bracket that belongs to the call. */
export function endOfPath(text: string, start: number): number {
  let brackets = 0;
  let parentheses = 0;
  let quote = '';
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (brackets > 0 && (character === "'" || character === '"')) {
      quote = character;
    } else if (character === '[') {
      brackets++;
    } else if (character === ']') {
      brackets--;
    } else if (character === '(') {
      parentheses++;
    } else if (character === ')') {
      if (brackets <= 0 && parentheses === 0) return at;
      parentheses--;
    } else if (character === ',' && brackets <= 0 && parentheses === 0) {
      return at;
    }
  }
  return text.length;
}
