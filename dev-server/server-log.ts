import { closeSync, fstatSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

const TAIL_BYTES = 4_096;

export interface ServerLog {
  readonly fd: number;
  /** The last lines so far. */
  tail(): string;
  close(): void;
}

/** Opens the file that the server writes its log to; without a name one that no folder lists and that vanishes with its writers. */
export function openLog(file?: string): ServerLog {
  const path = file ?? join(tmpdir(), `temporal-dev-server-${randomUUID()}.log`);
  const fd = openSync(path, 'w+');
  if (file === undefined) rmSync(path, { force: true });
  return {
    fd,
    tail() {
      const { size } = fstatSync(fd);
      const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
      readSync(fd, buffer, 0, buffer.length, size - buffer.length);
      return buffer.toString('utf8').trimEnd();
    },
    close: () => closeSync(fd),
  };
}
