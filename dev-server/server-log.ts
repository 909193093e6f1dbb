import { closeSync, fstatSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

const TAIL_BYTES = 4_096;
/** Longer than the stack of a Go program that panics. */
const READ_BYTES = 256 * 1024;
/** Follows the message of a panic, before its stack. */
const STACK = /^goroutine \d+ \[/m;

export interface ServerLog {
  readonly fd: number;
  /** The last lines so far; where the server panicked, those before the stack, which say why. */
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
      const buffer = Buffer.alloc(Math.min(size, READ_BYTES));
      readSync(fd, buffer, 0, buffer.length, size - buffer.length);
      const [beforeStack = ''] = buffer.toString('utf8').split(STACK);
      return beforeStack.trimEnd().slice(-TAIL_BYTES);
    },
    close: () => closeSync(fd),
  };
}
