import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Fingerprint {
  /** Changes when a file below the folder changes, is added or removed. */
  readonly text: string;
  readonly files: number;
}

/**
 * What a folder holds now. Of `node_modules` only the folder itself counts, so that a function with many dependencies
 * costs no more than one without.
 */
export function fingerprint(folder: string): Fingerprint {
  const marks: string[] = [];
  visit(folder, marks);
  return { text: marks.join('\n'), files: marks.length };
}

function visit(path: string, marks: string[]): void {
  marks.push(`${path} ${mark(path)}`);
  for (const entry of entries(path)) {
    const child = join(path, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') visit(child, marks);
    else marks.push(`${child} ${mark(child)}`);
  }
}

function entries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function mark(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs}` : 'absent';
}
