import { chmodSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DevServerError } from './dev-server-error';
import { withLock } from './lock';
import { untilSignal } from './until-signal';
import { isExecutable } from './which';
import { makeWritable } from './writable-folder';

/** A way to come by a binary. */
export interface Way {
  /** For the message where none works: `go install`. */
  readonly name: string;
  /** Puts the binary into the empty folder and returns its path there. */
  make(dir: string, signal: AbortSignal): Promise<string>;
}

export interface InstallOnceOptions {
  /** Where the binary is to stand. The file's name holds the version. */
  readonly file: string;
  /** What it is: `the Temporal dev server`. */
  readonly what: string;
  /** Tried in this order until one works. */
  readonly ways: readonly Way[];
  /** The error's message where none works, from the reasons of all. */
  readonly explain: (reasons: string) => string;
  readonly report: (line: string) => void;
}

/**
 * Puts a binary into the cache unless it is there. Two processes at once install it once.
 * @throws DevServerError where no way works
 */
export async function installOnce(options: InstallOnceOptions): Promise<void> {
  const { file, what, report } = options;
  if (isExecutable(file)) return;
  makeWritable(dirname(file), what);
  await untilSignal((signal) =>
    withLock({
      file: `${file}.lock`,
      signal,
      onWait: (holder) => report(`Waiting for process ${holder}, which installs ${what}`),
      async body() {
        if (!isExecutable(file)) await install(options, signal);
      },
    }),
  );
}

async function install(
  { file, ways, explain, report }: InstallOnceOptions,
  signal: AbortSignal,
): Promise<void> {
  const dir = dirname(file);
  // Files of an installation under way; whoever holds the lock may remove those of an earlier one that was killed.
  const aside = `partial-${basename(file)}-`;
  for (const name of readdirSync(dir).filter((entry) => entry.startsWith(aside)))
    rmSync(join(dir, name), { recursive: true, force: true });

  const reasons: string[] = [];
  for (const way of ways) {
    const empty = mkdtempSync(join(dir, aside));
    try {
      const binary = await way.make(empty, signal);
      chmodSync(binary, 0o755);
      renameSync(binary, file);
      return;
    } catch (error) {
      signal.throwIfAborted();
      report(`  failed: ${reason(error)}`);
      reasons.push(`${way.name}: ${reason(error)}`);
    } finally {
      rmSync(empty, { recursive: true, force: true });
    }
  }
  throw new DevServerError(explain(reasons.join('; ')));
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${reason(error.cause)}`;
}
