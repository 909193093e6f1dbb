import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TFG = require.resolve('#dist/cli/tfg');

export interface TfgOptions {
  /** Variables beside PATH and HOME; nothing else of this process's environment is handed on. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
}

export interface TfgResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running `tfg`, as a user or a script sees it. */
export class Tfg {
  stdout = '';
  stderr = '';
  readonly ended: Promise<TfgResult>;
  private readonly child: ChildProcessWithoutNullStreams;

  constructor(args: readonly string[], { env, cwd = emptyFolder(), input }: TfgOptions = {}) {
    this.child = spawn(process.execPath, [TFG, ...args], {
      cwd,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.child.stdin.end(input);
    this.ended = once(this.child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout: this.stdout,
      stderr: this.stderr,
    }));
    running.add(this);
    void this.ended.then(() => running.delete(this));
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Stops reading the log, as `head` does when it has seen enough. */
  closeLog(): void {
    this.child.stderr.destroy();
  }

  /** The first match in what has been written to standard error; fails when the process ends without it. */
  says(pattern: RegExp): Promise<RegExpExecArray> {
    return this.match(pattern, 'stderr');
  }

  /** The same for standard output. */
  prints(pattern: RegExp): Promise<RegExpExecArray> {
    return this.match(pattern, 'stdout');
  }

  private async match(pattern: RegExp, stream: 'stdout' | 'stderr'): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this[stream]);
      if (match !== null) return match;
      const more = once(this.child[stream], 'data').then(() => undefined);
      const result = await Promise.race([more, this.ended]);
      if (result !== undefined && !pattern.test(result[stream]))
        throw new Error(`tfg ended (${result.code}) without ${String(pattern)}:\n${result.stderr}`);
    }
  }
}

const running = new Set<Tfg>();
const folders: string[] = [];

/** Runs `tfg` to its end. */
export function tfg(args: readonly string[], options?: TfgOptions): Promise<TfgResult> {
  return new Tfg(args, options).ended;
}

/** Ends what tests have left; for `afterEach` or `afterAll`. */
export async function cleanUp(): Promise<void> {
  for (const one of running) one.kill('SIGKILL');
  await Promise.all([...running].map((one) => one.ended));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tfg-'));
  folders.push(folder);
  return folder;
}
