import { type ChildProcess, spawn } from 'node:child_process';

/** Reads `+ PID` and `- PID` lines; when its input ends, the groups of all listed processes are killed. */
const SCRIPT = `
pids=" "
while read -r op pid; do
  case $op in
    +) pids="$pids$pid " ;;
    -) pids="\${pids%% $pid *} \${pids#* $pid }" ;;
  esac
done
for pid in $pids; do kill -9 "-$pid" 2>/dev/null; done
`;

/**
 * Ends the instances when the emulator dies without a chance to do it itself (kill -9). An idle instance notices that
 * its socket has closed; one that is busy in a loop never would. A shell, because it needs hardly any memory.
 */
export class InstanceGuard {
  private shell: ChildProcess | undefined;

  watch(pid: number): void {
    if (process.platform === 'win32' || pid === 0) return;
    this.shell ??= start();
    this.shell.stdin?.write(`+ ${pid}\n`);
  }

  forget(pid: number): void {
    this.shell?.stdin?.write(`- ${pid}\n`);
  }

  close(): void {
    this.shell?.stdin?.end();
  }
}

function start(): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return shell;
}
