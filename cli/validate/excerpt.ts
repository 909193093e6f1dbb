/** A line of the text, cut to what a terminal shows, and what goes under it. */
export interface Excerpt {
  readonly shown: string;
  /** As wide as what stands before the mark. */
  readonly before: string;
  /** `^~~~` */
  readonly marked: string;
}

const WIDTH = 100;
const BEFORE = 60;
const MARKED = 40;
/** What terminals show two columns wide: https://www.unicode.org/reports/tr11/. */
const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/;

/** @param column of the mark, from 1 */
export function excerpt(line: string, column: number): Excerpt {
  const from = line.length <= WIDTH ? 0 : Math.max(0, column - 1 - BEFORE);
  const to = from + WIDTH;
  const head = from > 0 ? '…' : '';
  const tail = to < line.length ? '…' : '';
  const before = line.slice(from, column - 1);
  const token = tokenAt(line.slice(column - 1, to)).slice(0, MARKED);
  return {
    shown: `${head}${line.slice(from, to)}${tail}`,
    before: head.replace('…', ' ') + blank(before),
    marked: `^${'~'.repeat(Math.max(0, blank(token).length - 1))}`,
  };
}

/** The word, number or quoted text that the mark belongs to. */
function tokenAt(text: string): string {
  return /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[\p{L}\p{N}_$.:/-]*[\p{L}\p{N}_$]|\S)/u.exec(text)?.[0] ?? ' ';
}

/** Tabs stay, so that both lines are set alike. */
function blank(text: string): string {
  return Array.from(text, (character) => {
    if (character === '\t') return '\t';
    return WIDE.test(character) ? '  ' : ' ';
  }).join('');
}
