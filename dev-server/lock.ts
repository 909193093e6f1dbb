import {
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const REFRESH_MS = 5_000;
/** A holder refreshes its lock file; one that has not for this long is gone (or is a process of another container). */
const STALE_MS = 60_000;
const POLL_MS = 100;

export interface LockOptions<T> {
  readonly file: string;
  /** Ends the wait for the lock. */
  readonly signal: AbortSignal;
  /** Called once, with the holder's process id, where another one holds the lock. */
  readonly onWait: (holder: string) => void;
  readonly body: () => Promise<T>;
}

/** Runs `body` while no other process holds `file`. The lock of a process that died is taken over. */
export async function withLock<T>({ file, signal, onWait, body }: LockOptions<T>): Promise<T> {
  const own = JSON.stringify({ pid: process.pid, host: hostname() });
  for (let told = false; !acquire(file, own);) {
    const holder = read(file);
    if (holder === undefined) continue;
    if (isStale(file, holder)) {
      takeOver(file, holder);
      continue;
    }
    if (!told) onWait(String(parse(holder).pid ?? 'unknown'));
    told = true;
    await sleep(POLL_MS, undefined, { signal });
  }
  const refresh = setInterval(() => touch(file), REFRESH_MS).unref();
  try {
    return await body();
  } finally {
    clearInterval(refresh);
    if (read(file) === own) unlinkSync(file);
  }
}

function acquire(file: string, own: string): boolean {
  try {
    writeFileSync(file, own, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a dead process's lock. Only one process may do so at a time, or a second one would remove its successor's. */
function takeOver(file: string, seen: string): void {
  const right = `${file}.takeover`;
  try {
    mkdirSync(right);
  } catch {
    if (ageMs(right) > STALE_MS) rmSync(right, { recursive: true, force: true });
    return;
  }
  try {
    if (read(file) === seen) unlinkSync(file);
  } finally {
    rmdirSync(right);
  }
}

function isStale(file: string, holder: string): boolean {
  if (ageMs(file) > STALE_MS) return true;
  const { pid, host } = parse(holder);
  return pid !== undefined && host === hostname() && !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function parse(holder: string): { pid?: number; host?: string } {
  try {
    return JSON.parse(holder) as { pid?: number; host?: string };
  } catch {
    return {}; // being written just now
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function ageMs(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Taken over while this process was stopped: its work is still harmless, it is put in place by a rename.
  }
}
