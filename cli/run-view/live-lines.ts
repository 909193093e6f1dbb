import { stripVTControlCharacters } from 'node:util';
import { cutTo, textWidth } from './text-width';

const ERASE_BELOW = '\u001b[0J';
const UP = (lines: number): string => (lines === 0 ? '' : `\u001b[${lines}A\r`);

/** Lines that stay, and in a terminal below them lines that change in place until they are replaced. */
export class LiveLines {
  private shown = 0;
  private live: readonly string[] = [];

  constructor(private readonly stream: NodeJS.WriteStream) {}

  get isLive(): boolean {
    return this.stream.isTTY && process.env['TERM'] !== 'dumb';
  }

  /** Rows of the terminal; 24 where it does not say. */
  get rows(): number {
    return this.stream.rows || 24;
  }

  get columns(): number {
    return this.stream.columns || 80;
  }

  /** A line that stays. */
  print(line = ''): void {
    this.draw(`${line}\n`);
  }

  /**
   * The lines that change, cut to the terminal's width. Without a terminal they are not shown.
   * @param most of them; default 10
   */
  show(lines: readonly string[], most = MOST_LINES): void {
    if (!this.isLive) return;
    this.live = cut(lines, this.columns, most);
    this.draw('');
  }

  /** One write, so that nothing flickers. */
  private draw(staying: string): void {
    const erasure = this.shown === 0 ? '' : UP(this.shown) + ERASE_BELOW;
    this.stream.write(erasure + staying + this.live.map((line) => `${line}\n`).join(''));
    this.shown = this.live.length;
  }
}

const MOST_LINES = 10;

/** A line that wraps would be two on the screen, and the next redrawing would leave one behind. */
function cut(lines: readonly string[], columns: number, most: number): readonly string[] {
  return firstOf(lines, most).map((line) =>
    textWidth(line) < columns ? line : cutTo(stripVTControlCharacters(line), Math.max(1, columns - 1)),
  );
}

/** The first lines, and how many more there are. */
export function firstOf(lines: readonly string[], most: number): readonly string[] {
  const more = lines.length - most;
  return more <= 0 ? lines : [...lines.slice(0, most), `  and ${more} more`];
}
