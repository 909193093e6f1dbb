/**
 * About how wide text is, in pixels: no font can be asked here. Widths are those of Helvetica's kin by class of character,
 * with a tenth on top for the wider ones of the system fonts.
 */
export function textWidth(text: string, fontSize: number): number {
  let sum = 0;
  for (const character of text) sum += characterWidth(character);
  return Math.ceil(sum * fontSize * 1.1);
}

function characterWidth(character: string): number {
  if (/[ijl.,:;'|!]/.test(character)) return 0.26;
  if (/[ frt()[\]{}/\\"*`-]/.test(character)) return 0.34;
  if (/[mwMW@%]/.test(character)) return 0.88;
  if (/[A-Z&#~<>=+≤≥→↻_]/.test(character)) return 0.68;
  if (/[\u0020-\u024f\u2010-\u2026]/.test(character)) return 0.55;
  return /[\u0370-\u06ff]/.test(character) ? 0.62 : 1;
}

export interface Wrapped {
  readonly lines: readonly string[];
  readonly width: number;
  /** Whether something was left out. */
  readonly cut: boolean;
}

/** Text in at most `maxLines` lines of at most `maxWidth`; breaks between words and inside long names; ends with `…` where it is cut. */
export function wrapText(text: string, fontSize: number, maxWidth: number, maxLines: number): Wrapped {
  const clean = text.replaceAll(/\s+/g, ' ').trim();
  const lines: string[] = [];
  let rest = clean;
  while (rest !== '' && lines.length < maxLines) {
    const isLast = lines.length === maxLines - 1;
    const end = isLast ? fullLine(rest, fontSize, maxWidth) : lineEnd(rest, fontSize, maxWidth);
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  const last = lines.pop() ?? '';
  lines.push(rest === '' ? last : ellipsis(last, fontSize, maxWidth));
  return { lines, width: Math.max(...lines.map((line) => textWidth(line, fontSize))), cut: rest !== '' };
}

/** Where a line must end: after a space or a mark, before a capital of a long name, else wherever it is full. */
function lineEnd(text: string, fontSize: number, maxWidth: number): number {
  if (textWidth(text, fontSize) <= maxWidth) return text.length;
  const full = fullLine(text, fontSize, maxWidth);
  for (let at = full; at > full / 2; at--) if (/\s/.test(text[at] ?? '')) return at;
  for (let at = full; at > full / 3; at--) if (/[\s,.:/_-]/.test(text[at - 1] ?? '')) return at;
  for (let at = full; at > full / 3; at--)
    if (/\p{Ll}/u.test(text[at - 1] ?? '') && /\p{Lu}/u.test(text[at] ?? '')) return at;
  return full;
}

function fullLine(text: string, fontSize: number, maxWidth: number): number {
  let end = 0;
  for (const character of text) {
    const next = end + character.length;
    if (end > 0 && textWidth(text.slice(0, next), fontSize) > maxWidth) break;
    end = next;
  }
  return end;
}

function ellipsis(line: string, fontSize: number, maxWidth: number): string {
  const characters = Array.from(line);
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, fontSize) > maxWidth) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
