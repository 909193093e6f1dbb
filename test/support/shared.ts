import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The test data beside the project. */
export const SHARED = join(process.cwd(), '..', 'shared');

/** The path of a file of the shared test data: `sharedFile('fg-vectors/signing-vectors.json')`. */
export function sharedFile(path: string): string {
  return join(SHARED, path);
}

/** A JSON file of the shared test data. */
export function readShared(path: string): unknown {
  return JSON.parse(readFileSync(sharedFile(path), 'utf8'));
}

/** Tests that read shared data: skipped, and named as such, where the data is absent. */
export function describeWithShared(name: string, path: string, body: () => void): void {
  if (existsSync(sharedFile(path))) describe(name, body);
  else describe.skip(`${name} (${sharedFile(path)} is absent)`, body);
}
