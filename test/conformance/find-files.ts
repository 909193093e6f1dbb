import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface VectorFile {
  readonly path: string;
  /** What runs it. */
  readonly kind: string;
  /** What reports call it. */
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** The files of a folder that name their kind or their format, whatever they are called. */
export function findFiles(dir: string): readonly VectorFile[] {
  const files: VectorFile[] = [];
  for (const name of readdirSync(dir).toSorted()) {
    if (!name.endsWith('.json')) continue;
    const path = join(dir, name);
    const content = parse(path);
    const kind = content?.['kind'] ?? content?.['format'];
    if (content === undefined || typeof kind !== 'string') continue;
    const group = content['group'];
    files.push({ path, kind, name: typeof group === 'string' ? group : kind, content });
  }
  return files;
}

/** How many cases a file of an unknown kind holds: the length of its first list. */
export function countCases(content: Readonly<Record<string, unknown>>): number {
  const list = Object.values(content).find(Array.isArray);
  return list?.length ?? 0;
}

function parse(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : undefined;
  } catch (error) {
    throw new Error(`${path} cannot be read as JSON.`, { cause: error });
  }
}
