import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** A fenced block of a page. */
export interface CodeBlock {
  /** From the comment `<!-- example: NAME -->` above it. */
  readonly name: string | undefined;
  /** Empty where the fence names none: an illustration, which nobody copies. */
  readonly language: string;
  readonly code: string;
  readonly line: number;
}

/** The pages that users read, relative to the project. */
export function userPages(): string[] {
  const docs = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));
  return ['README.md', ...docs.map((file) => `docs/${file}`)];
}

export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

const FENCE = /^( *)```(\w*)$/;
const MARKER = /^ *<!-- example: ([\w-]+) -->$/;

export function codeBlocks(page: string): CodeBlock[] {
  const lines = readPage(page).split('\n');
  const blocks: CodeBlock[] = [];
  for (let at = 0; at < lines.length; at++) {
    const fence = FENCE.exec(lines[at] ?? '');
    if (fence === null) continue;
    const [, indent = '', language = ''] = fence;
    const end = lines.indexOf(`${indent}\`\`\``, at + 1);
    if (end < 0) throw new Error(`${page}:${at + 1}: this block has no end`);
    const code = lines.slice(at + 1, end).map((line) => line.slice(indent.length));
    const above = lines.slice(0, at).findLast((line) => line.trim() !== '') ?? '';
    blocks.push({
      name: MARKER.exec(above)?.[1],
      language,
      code: `${code.join('\n')}\n`,
      line: at + 1,
    });
    at = end;
  }
  return blocks;
}
