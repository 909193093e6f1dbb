const ESCAPED = "'{}\\";

/** Text without its escapes; `illegal` is told where a backslash stands before anything but `'`, `{`, `}` and `\`. */
export function unescapeLiteral(raw: string, illegal: (offset: number) => void): string {
  let text = '';
  for (let at = 0; at < raw.length; at++) {
    if (raw[at] === '\\') {
      if (at + 1 < raw.length && ESCAPED.includes(raw.charAt(at + 1))) at++;
      else illegal(at);
    }
    text += raw.charAt(at);
  }
  return text;
}

/** A template cut at each `{}`, the pieces without their escapes; an escaped brace is no place for a value. */
export function splitTemplate(template: string): string[] {
  const pieces = [''];
  for (let at = 0; at < template.length; at++) {
    if (template.startsWith('{}', at)) {
      pieces.push('');
      at++;
      continue;
    }
    if (template[at] === '\\' && at + 1 < template.length && ESCAPED.includes(template.charAt(at + 1))) at++;
    pieces[pieces.length - 1] += template.charAt(at);
  }
  return pieces;
}
