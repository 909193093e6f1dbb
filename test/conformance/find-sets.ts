import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ConformanceSet } from './conformance-set';

/** The sets in `sets/`, by kind. */
export async function findSets(): Promise<ReadonlyMap<string, ConformanceSet>> {
  const folder = join(__dirname, 'sets');
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const modules = await Promise.all(
    files.map((name) => import(join(folder, name)) as Promise<{ set: ConformanceSet }>),
  );
  return new Map(modules.map(({ set }) => [set.kind, set]));
}
