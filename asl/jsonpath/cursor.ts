import { shorten } from '../language/shorten';
import { PathSyntaxError } from './errors';

/** How deep filters, brackets and lists may nest. */
const MAX_DEPTH = 50;

/** A place in a path's text. */
export class Cursor {
  at = 0;
  private depth = 0;

  constructor(readonly text: string) {}

  /** The character here, or the empty string at the end. */
  get here(): string {
    return this.text.charAt(this.at);
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  skipBlanks(): void {
    while (isBlank(this.here)) this.at++;
  }

  startsWith(part: string): boolean {
    return this.text.startsWith(part, this.at);
  }

  /** Goes past `part` if it stands here. */
  take(part: string): boolean {
    if (!this.startsWith(part)) return false;
    this.at += part.length;
    return true;
  }

  expect(part: string, why: string): void {
    if (!this.take(part)) this.fail(`Expected '${part}' ${why}`);
  }

  /** Goes past all characters that `accepts` takes, and returns them. */
  takeWhile(accepts: (character: string) => boolean): string {
    const start = this.at;
    while (!this.atEnd && accepts(this.here)) this.at++;
    return this.text.slice(start, this.at);
  }

  /** What `read` reads one level deeper. */
  deeper<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) this.fail(`Nested deeper than ${String(MAX_DEPTH)} levels`);
    const value = read();
    this.depth--;
    return value;
  }

  fail(problem: string, at = this.at): never {
    const found = at < this.text.length ? `, found '${this.text.charAt(at)}'` : '';
    const where = problem.startsWith('Expected') ? found : '';
    throw new PathSyntaxError(
      `${problem}${where}, at character ${String(at + 1)} of the path '${shorten(this.text, 80, at)}'`,
      at,
    );
  }
}

export function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}
