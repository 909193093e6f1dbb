import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A text that changes when a file below a folder changes, is added or removed. Of `node_modules` only the folder itself
 * counts, so that a function with many dependencies costs no more than one without.
 */
export function fingerprint(folder: string): string {
  const marks: string[] = [];
  visit(folder, marks);
  return marks.join('\n');
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
