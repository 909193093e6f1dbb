import { join } from 'node:path';
import { runCommand } from './run-command';
import { EXE, TEMPORAL_CLI_VERSION } from './temporal-cli';

const PACKAGE = `github.com/temporalio/cli/cmd/temporal@${TEMPORAL_CLI_VERSION}`;
/** Of v1.5.1 and the standard library; less is compiled where Go's cache holds some of it. */
const PACKAGES = 1_300;
const REPORT_EVERY_MS = 10_000;

export interface BuildOptions {
  readonly go: string;
  /** An empty folder, which the binary is put into. */
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly report: (line: string) => void;
}

/** Builds the Temporal CLI with Go: about four minutes on two cores from an empty build cache. Returns the binary's path. */
export async function buildTemporal({ go, dir, env, signal, report }: BuildOptions): Promise<string> {
  report(`Building the Temporal dev server once with ${go} install ${PACKAGE} (about four minutes)`);
  const startedMs = performance.now();
  let downloaded = 0;
  let compiled = 0;
  const progress = setInterval(() => {
    const seconds = Math.round((performance.now() - startedMs) / 1000);
    report(
      `  ${seconds} s: ${downloaded} modules downloaded, ${compiled} of at most ${PACKAGES} packages compiled`,
    );
  }, REPORT_EVERY_MS);
  try {
    await runCommand(go, ['install', '-v', PACKAGE], { env: { ...env, GOBIN: dir }, signal }, (line) => {
      if (line.startsWith('go: downloading')) downloaded += 1;
      else compiled += 1;
    });
  } finally {
    clearInterval(progress);
  }
  return join(dir, `temporal${EXE}`);
}
