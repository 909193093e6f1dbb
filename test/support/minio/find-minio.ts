import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '#dist/dev-server/lock';
import { runCommand } from '#dist/dev-server/run-command';
import { cacheDir, EXE } from '#dist/dev-server/temporal-cli';
import { untilSignal } from '#dist/dev-server/until-signal';
import { isExecutable, which } from '#dist/dev-server/which';

/** The last version of the module that `go install` takes. */
const MINIO_VERSION = 'v0.0.0-20260212201848-7aac2a2c5b7c';
const PACKAGE = `github.com/minio/minio@${MINIO_VERSION}`;

/** The S3 server of the tests: from the cache, else built once with Go (about two minutes), beside the Temporal dev server. */
export async function findMinio(): Promise<string> {
  const dir = cacheDir();
  const cached = join(dir, `minio-${MINIO_VERSION}${EXE}`);
  if (isExecutable(cached)) return cached;
  mkdirSync(dir, { recursive: true });
  await untilSignal((signal) =>
    withLock({
      file: `${cached}.lock`,
      signal,
      onWait: (holder) => console.error(`Waiting for process ${holder}, which builds MinIO`),
      async body() {
        if (!isExecutable(cached)) await build(dir, cached, signal);
      },
    }),
  );
  return cached;
}

async function build(dir: string, cached: string, signal: AbortSignal): Promise<void> {
  const go = which('go');
  if (go === undefined)
    throw new Error(
      `No S3 server for the tests: neither ${cached} nor \`go\`. Install Go (https://go.dev/dl).`,
    );
  const aside = mkdtempSync(join(dir, 'partial-minio-'));
  try {
    await runCommand(go, ['install', PACKAGE], { env: { ...process.env, GOBIN: aside }, signal });
    renameSync(join(aside, `minio${EXE}`), cached);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
