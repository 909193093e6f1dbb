import { join } from 'node:path';
import type { Way } from './install-once';
import { runCommand } from './run-command';
import { EXE } from './temporal-cli';
import { which } from './which';

const REPORT_EVERY_MS = 10_000;

export interface GoInstallOptions {
  /** `MODULE/FOLDER@VERSION`; the binary is named after the folder. */
  readonly package: string;
  /** What it is: `the Temporal dev server`. */
  readonly what: string;
  /** How many packages are compiled, with the standard library; less where Go's cache holds some of them. */
  readonly packages: number;
  /** On two cores from an empty build cache: `about four minutes`. */
  readonly takes: string;
  readonly env: NodeJS.ProcessEnv;
  readonly report: (line: string) => void;
}

/** Builds a command with Go. */
export function goInstall({ package: name, what, packages, takes, env, report }: GoInstallOptions): Way {
  return {
    name: 'go install',
    async make(dir, signal) {
      const go = which('go', env);
      if (go === undefined) throw new Error('`go` is not on the PATH');
      report(`Building ${what} once with ${go} install ${name} (${takes})`);
      const startedMs = performance.now();
      let downloaded = 0;
      let compiled = 0;
      const progress = setInterval(() => {
        const seconds = Math.round((performance.now() - startedMs) / 1000);
        report(
          `  ${seconds} s: ${downloaded} modules downloaded, ${compiled} of at most ${packages} packages compiled`,
        );
      }, REPORT_EVERY_MS);
      try {
        await runCommand(go, ['install', '-v', name], { env: { ...env, GOBIN: dir }, signal }, (line) => {
          if (line.startsWith('go: downloading')) downloaded += 1;
          else compiled += 1;
        });
      } finally {
        clearInterval(progress);
      }
      return join(dir, `${/([^/]+)@/.exec(name)?.[1]}${EXE}`);
    },
  };
}
