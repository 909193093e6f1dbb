import { stripVTControlCharacters } from 'node:util';

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

  /** A line that stays. */
  print(line = ''): void {
    this.stream.write(`${this.erasure()}${line}\n`);
    this.shown = 0;
    this.draw();
  }

  /** The lines that change, cut to the terminal's width; at most ten of them. Without a terminal they are not shown. */
  show(lines: readonly string[]): void {
    if (!this.isLive) return;
    this.live = cut(lines, this.stream.columns);
    this.stream.write(this.erasure());
    this.shown = 0;
    this.draw();
  }

  private erasure(): string {
    return this.shown === 0 ? '' : UP(this.shown) + ERASE_BELOW;
  }

  private draw(): void {
    if (this.live.length === 0) return;
    this.stream.write(this.live.map((line) => `${line}\n`).join(''));
    this.shown = this.live.length;
  }
}

const MOST_LINES = 10;

/** A line that wraps would be two on the screen, and the next redrawing would leave one behind. */
function cut(lines: readonly string[], columns: number): readonly string[] {
  const fitting = lines.slice(0, MOST_LINES).map((line) => {
    const text = stripVTControlCharacters(line);
    return text.length < columns ? line : text.slice(0, Math.max(0, columns - 1));
  });
  const more = lines.length - fitting.length;
  return more === 0 ? fitting : [...fitting, `  and ${more} more`];
}
