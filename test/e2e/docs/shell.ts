import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** The commands of an example, without its comments. */
export function commandsOf(code: string): string[] {
  return code
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '');
}

/** A command as it stands in a page, run by the shell. */
export class ShellCommand {
  stdout = '';
  stderr = '';
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(line: string, options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }) {
    this.child = spawn('sh', ['-c', `exec ${line}`], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
    running.add(this);
    void this.ended.then(() => running.delete(this));
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Waits for a line; fails where the command ends without it. */
  async writes(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.stdout + this.stderr);
      if (match !== null) return match;
      const more = [this.child.stdout, this.child.stderr].map(async (stream) => {
        if (stream !== null) await once(stream, 'data');
      });
      const over = await Promise.race([...more, this.ended.then(() => true)]);
      if (over === true)
        throw new Error(`it ended without ${String(pattern)}:\n${this.stdout}${this.stderr}`);
    }
  }
}

const running = new Set<ShellCommand>();

/** Ends what tests have left. */
export async function endCommands(): Promise<void> {
  for (const command of running) command.kill('SIGKILL');
  await Promise.all([...running].map(({ ended }) => ended));
}
