import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dirs: string[] = [];

afterAll(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** An empty folder that is removed after the last test of the file. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tfg-test-'));
  dirs.push(dir);
  return dir;
}
