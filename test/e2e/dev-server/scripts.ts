import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes an executable shell script and returns its path. */
export function script(dir: string, name: string, body: string): string {
  const file = join(dir, name);
  writeFileSync(file, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return file;
}
